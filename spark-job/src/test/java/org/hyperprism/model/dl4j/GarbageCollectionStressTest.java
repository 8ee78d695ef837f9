package org.hyperprism.model.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fault in native code ends the JVM, so the training under stress has a JVM of its own. */
class GarbageCollectionStressTest {

  private static final Pattern SURVIVED =
      Pattern.compile("survived steps=(\\d+) flat=(true|false)");

  @Test
  void trainingSurvivesABusyGarbageCollector(@TempDir Path folder) throws Exception {
    survive("6", "protected", folder);
  }

  /**
   * Buffers wait for two seconds, so memory grows until as much is freed as is made; from then on
   * it stays where it is.
   */
  @Tag("slow")
  @Test
  void memoryBecomesFlat(@TempDir Path folder) throws Exception {
    String text = survive("plateau", "protected", folder);
    assertThat(text).contains("flat=true");
  }

  /** With ND4J's own deallocator 8 of 32 such runs died. */
  @Tag("slow")
  @RepeatedTest(10)
  void trainingSurvivesABusyGarbageCollectorTimeAndAgain(@TempDir Path folder) throws Exception {
    survive("6", "protected", folder);
  }

  /** The end of the running calls is enough; the delay is for ND4J calls that are not ours. */
  @Tag("slow")
  @RepeatedTest(5)
  void waitingForTheRunningCallsIsEnough(@TempDir Path folder) throws Exception {
    survive("6", "undelayed", folder);
  }

  private String survive(String duration, String mode, Path folder)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xms512m",
            "-Xmx512m",
            "-Xmn8m",
            "-XX:+UseSerialGC",
            // The first compiler is soon done, and it too lets objects die at their last use.
            "-XX:TieredStopAtLevel=1",
            "-XX:+AlwaysPreTouch",
            "-XX:ActiveProcessorCount=2",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=" + folder.resolve("crash.log"),
            "-cp",
            System.getProperty("java.class.path"),
            GarbageCollectionStress.class.getName(),
            duration,
            mode));
    File output = folder.resolve("output.txt").toFile();
    ProcessBuilder stress =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output);
    // The C library overwrites what is freed, so that whoever still reads it gets nonsense.
    stress.environment().put("MALLOC_PERTURB_", "85");
    Process process = stress.start();
    try {
      assertThat(process.waitFor(200, TimeUnit.SECONDS)).as("ends in time").isTrue();
    } finally {
      process.destroyForcibly();
    }
    String text = Files.readString(output.toPath());
    assertThat(process.exitValue()).as(text).isZero();
    Matcher survived = SURVIVED.matcher(text);
    assertThat(survived.find()).as(text).isTrue();
    assertThat(Long.parseLong(survived.group(1))).as("steps").isPositive();
    return text;
  }
}
