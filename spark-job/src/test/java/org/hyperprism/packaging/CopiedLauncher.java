package org.hyperprism.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A copy of the launcher in a folder of its own; the Java there is a script that says its words.
 */
abstract class CopiedLauncher {

  private static final Path REPOSITORY = Path.of("..");

  private static final String JAVA =
      """
      #!/bin/sh
      case $1 in
        -XshowSettings*)
          [ "$2" != -Xmx90t ] || { printf 'Error: no\\nCould not reserve enough space\\n' >&2; exit 1; }
          echo "    java.specification.version = $VERSION" >&2; exit ;;
        --list-modules) echo jdk.compiler@17; exit ;;
      esac
      echo "LC_ALL is $LC_ALL"
      for argument; do printf '<%s>\\n' "$argument"; done
      [ -z "$SAID" ] || echo "$SAID" >&2
      """;

  @TempDir Path folder;

  Path home = Path.of("");
  Path work = Path.of("");

  @BeforeEach
  void copyWithoutBuilding() throws IOException {
    home = Files.createDirectory(folder.resolve(folderName()));
    work = Files.createDirectory(folder.resolve("work"));
    executable("hyperprism", Files.readString(REPOSITORY.resolve("hyperprism")));
    Files.createDirectory(home.resolve("conf"));
    for (String name : List.of("jvm.options", "log4j2.properties", "spark-defaults.conf")) {
      Files.copy(REPOSITORY.resolve("conf").resolve(name), home.resolve("conf").resolve(name));
    }
    Files.createDirectories(home.resolve("jdk/bin"));
    executable("jdk/bin/java", JAVA);
    Files.createDirectories(home.resolve("data-prep/src/main"));
    Files.createDirectories(home.resolve("data-prep/ns3"));
    Files.writeString(home.resolve("data-prep/pom.xml"), "");
    Files.writeString(home.resolve("pom.xml"), "");
    Path layout = Files.createDirectories(home.resolve("spark-job/target/hyperprism"));
    Files.createDirectory(layout.resolve("spark"));
    Files.writeString(layout.resolve("hyperprism.jar"), "newest");
  }

  /** With a blank, and with a letter beyond ASCII where this Java can name such a file. */
  private static String folderName() {
    try {
      return Path.of("in der Küche").toString();
    } catch (InvalidPathException ofAnAsciiLocale) {
      return "in the kitchen";
    }
  }

  void executable(String name, String text) throws IOException {
    Path file = Files.writeString(home.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  static String[] master() {
    return new String[] {"--master", "local[1]", "run"};
  }

  Program.Result launch(Map<String, String> variables, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(home.resolve("hyperprism").toString()));
    command.addAll(Arrays.asList(arguments));
    return Program.run(work, environment(variables), command);
  }

  Map<String, String> environment(Map<String, String> variables) {
    Map<String, String> environment = new HashMap<>();
    environment.put("JAVA_HOME", home.resolve("jdk").toString());
    environment.put("VERSION", "17");
    environment.put("SAID", "");
    environment.put("SPARK_HOME", "");
    for (String name : List.of("HEAP", "SPARK_OPTIONS", "PLUGINS", "EVENT_LOG")) {
      environment.put("HYPERPRISM_" + name, "");
    }
    environment.putAll(variables);
    return environment;
  }

  static void assertRefused(Program.Result result, String... message) {
    assertThat(result.exitCode()).as(result.printed()).isEqualTo(2);
    assertThat(result.err()).startsWith("hyperprism: ").contains(message).hasLineCount(1);
    assertThat(result.out()).isEmpty();
  }
}
