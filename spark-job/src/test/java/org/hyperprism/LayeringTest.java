package org.hyperprism;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import java.io.ObjectInputStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which package may import which: imports only point down. */
class LayeringTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("org.hyperprism");

  /** The packages of the module data-prep, which know nothing of those of this module. */
  private static final Set<String> DATA_PREPARATION =
      Set.of(
          "failure",
          "setting",
          "random",
          "program",
          "spark",
          "dataset",
          "partition",
          "picture",
          "trace");

  /** Ground floor first; each package with the packages of ours that it may import. */
  private static final Map<String, List<String>> MAY_IMPORT = mayImport();

  private static Map<String, List<String>> mayImport() {
    Map<String, List<String>> rules = new LinkedHashMap<>();
    rules.put("math", List.of("failure", "random"));
    rules.put("setting", List.of("failure"));
    rules.put("compute", List.of("math", "failure"));
    rules.put("topology", List.of("math", "setting", "failure", "random", "trace"));
    rules.put("data", List.of("math", "failure", "random", "dataset"));
    rules.put("model", List.of("math", "data", "setting", "failure", "random", "dataset"));
    rules.put(
        "method", List.of("math", "compute", "topology", "model", "setting", "failure", "random"));
    Set<String> floors = new TreeSet<>(rules.keySet());
    floors.addAll(DATA_PREPARATION);
    for (String floor :
        List.of("engine", "results", "report", "experiment", "sweep", "api", "ml", "cli")) {
      rules.put(floor, List.copyOf(floors));
      floors.add(floor);
    }
    return rules;
  }

  @Test
  void importsOnlyPointDown() {
    layers().check(CLASSES);
  }

  @Test
  void sparkStaysInTheUpperFloors() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "org.hyperprism.engine..",
            "org.hyperprism.results..",
            "org.hyperprism.report..",
            "org.hyperprism.experiment..",
            "org.hyperprism.sweep..",
            "org.hyperprism.api..",
            "org.hyperprism.ml..",
            "org.hyperprism.cli..",
            "org.hyperprism.spark..",
            "org.hyperprism..table..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "scala..", "org.apache.hadoop..")
        .check(CLASSES);
  }

  /** It would make whatever object a file names. */
  @Test
  void noFileIsReadByJavasDeserialisation() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ObjectInputStream.class)
        .check(CLASSES);
  }

  @Test
  void noCyclesBetweenPackages() {
    slices().matching("org.hyperprism.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void dataPreparationKnowsNothingAboveIt() {
    Set<String> above = new TreeSet<>(MAY_IMPORT.keySet());
    above.removeAll(DATA_PREPARATION);
    noClasses()
        .that()
        .resideInAnyPackage(packages(DATA_PREPARATION))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages(above))
        .check(CLASSES);
  }

  @Test
  void everyPackageHasItsFloor() {
    Set<String> known = new TreeSet<>(MAY_IMPORT.keySet());
    known.addAll(DATA_PREPARATION);
    classes().should().resideInAnyPackage(packages(known)).check(CLASSES);
  }

  private static String[] packages(Collection<String> names) {
    return names.stream().map(name -> "org.hyperprism." + name + "..").toArray(String[]::new);
  }

  private static ArchRule layers() {
    Architectures.LayeredArchitecture layers =
        Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true);
    Set<String> names = new TreeSet<>(MAY_IMPORT.keySet());
    names.addAll(DATA_PREPARATION);
    for (String name : names) {
      layers = layers.layer(name).definedBy("org.hyperprism." + name + "..");
    }
    for (Map.Entry<String, List<String>> rule : MAY_IMPORT.entrySet()) {
      layers =
          rule.getValue().isEmpty()
              ? layers.whereLayer(rule.getKey()).mayNotAccessAnyLayer()
              : layers
                  .whereLayer(rule.getKey())
                  .mayOnlyAccessLayers(rule.getValue().toArray(String[]::new));
    }
    return layers;
  }
}
