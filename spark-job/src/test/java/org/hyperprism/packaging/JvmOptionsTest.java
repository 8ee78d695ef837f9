package org.hyperprism.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class JvmOptionsTest {

  private static final Pattern PROPERTY =
      Pattern.compile("<hyperprism\\.jvm\\.options>(.*?)</hyperprism\\.jvm\\.options>");

  @Test
  void theLauncherAndTheBuildStartEveryVirtualMachineWithTheSameFlags() throws IOException {
    Matcher property = PROPERTY.matcher(Files.readString(Path.of("..", "pom.xml")));
    assertThat(property.find()).isTrue();

    assertThat(Files.readAllLines(Path.of("..", "conf", "jvm.options")))
        .isEqualTo(List.of(property.group(1).split(" ")));
  }
}
