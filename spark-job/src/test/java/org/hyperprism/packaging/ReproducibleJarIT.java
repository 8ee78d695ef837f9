package org.hyperprism.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two copies of the sources, built in two places, time zones and locales, give the same jars.
 * Entries out of some other jars have times in UTC, which a zip file has in local time: {@code
 * .mvn/jvm.config} has Maven take UTC for that.
 */
@Tag("matrix")
@Timeout(value = 40, unit = TimeUnit.MINUTES)
class ReproducibleJarIT {

  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

  @TempDir Path folder;

  @Test
  void theJarsOfTwoBuildsAreTheSame() throws IOException, InterruptedException {
    Path first = build("first", Map.of("TZ", "Pacific/Auckland", "LC_ALL", "C.UTF-8"));
    Path second = build("the second", Map.of("TZ", "America/St_Johns", "LC_ALL", "C"));

    for (String jar : List.of("hyperprism.jar", "hyperprism-thin.jar")) {
      assertThat(Files.size(first.resolve(jar))).isGreaterThan(1_000_000);
      assertThat(Files.mismatch(first.resolve(jar), second.resolve(jar))).as(jar).isEqualTo(-1);
    }
  }

  /** Without the tests and the check of the form, which leave nothing in the jars. */
  private Path build(String name, Map<String, String> variables)
      throws IOException, InterruptedException {
    Path copy = Files.createDirectory(folder.resolve(name));
    copySources(copy);
    Path log = folder.resolve(name + ".log");
    ProcessBuilder maven =
        new ProcessBuilder(
                "mvn",
                "-B",
                "-o",
                "-q",
                "-ntp",
                "package",
                "-Dmaven.test.skip",
                "-Dspotless.check.skip",
                "-pl",
                "spark-job",
                "-am")
            .directory(copy.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    maven.environment().putAll(variables);
    Process build = maven.start();
    try {
      assertThat(build.waitFor(15, TimeUnit.MINUTES)).as("the build ends").isTrue();
      assertThat(build.exitValue()).as(Files.readString(log)).isZero();
    } finally {
      build.descendants().forEach(ProcessHandle::destroyForcibly);
      build.destroyForcibly();
    }
    return copy.resolve("spark-job/target");
  }

  private static void copySources(Path copy) throws IOException {
    Files.walkFileTree(
        REPOSITORY,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path from, BasicFileAttributes attributes)
              throws IOException {
            if (Set.of("target", ".git").contains(from.getFileName().toString())) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(copy.resolve(REPOSITORY.relativize(from).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path from, BasicFileAttributes attributes)
              throws IOException {
            // In a work tree .git is a file, and leads to a revision that may change meanwhile.
            if (attributes.isRegularFile() && !from.endsWith(".git")) {
              Files.copy(from, copy.resolve(REPOSITORY.relativize(from).toString()));
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
