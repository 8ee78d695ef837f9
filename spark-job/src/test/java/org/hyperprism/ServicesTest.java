package org.hyperprism;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.hyperprism.setting.NamedFactory;
import org.junit.jupiter.api.Test;

/** What a configuration chooses by name is in a services file, without which nobody finds it. */
class ServicesTest {

  @Test
  void everyFactoryIsInTheServicesFileOfItsKind() {
    List<String> missing = new ArrayList<>();
    int found = 0;
    for (JavaClass each :
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("org.hyperprism")) {
      if (each.isAssignableTo(NamedFactory.class)
          && !each.getModifiers().contains(JavaModifier.ABSTRACT)) {
        Class<?> kind = kind(each.reflect());
        found++;
        if (ServiceLoader.load(kind).stream()
            .noneMatch(provider -> provider.type().equals(each.reflect()))) {
          missing.add(
              "src/main/resources/META-INF/services/%s lacks the line %s"
                  .formatted(kind.getName(), each.getName()));
        }
      }
    }
    assertThat(missing).isEmpty();
    assertThat(found).isGreaterThan(30);
  }

  /** The abstract class right below {@link NamedFactory}, such as that of methods. */
  private static Class<?> kind(Class<?> factory) {
    Class<?> kind = factory;
    while (!NamedFactory.class.equals(kind.getSuperclass())) {
      kind = kind.getSuperclass();
    }
    return kind;
  }
}
