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
      Pattern.compile("survived steps=(\\d+) grownMebibytes=(-?\\d+)");

  @Test
  void trainingSurvivesABusyGarbageCollector(@TempDir Path folder) throws Exception {
    survive("protected", folder);
  }

  /** With ND4J's own deallocator one run in three failed; ten in a row are no accident. */
  @Tag("slow")
  @RepeatedTest(10)
  void trainingSurvivesABusyGarbageCollectorTimeAndAgain(@TempDir Path folder) throws Exception {
    survive("protected", folder);
  }

  /** The end of the running calls is enough; the delay is for ND4J calls that are not ours. */
  @Tag("slow")
  @RepeatedTest(5)
  void waitingForTheRunningCallsIsEnough(@TempDir Path folder) throws Exception {
    survive("undelayed", folder);
  }

  private void survive(String mode, Path folder) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xms512m",
            "-Xmx512m",
            "-Xmn8m",
            "-XX:+UseSerialGC",
            "-XX:+AlwaysPreTouch",
            "-XX:ActiveProcessorCount=2",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=" + folder.resolve("crash.log"),
            "-cp",
            System.getProperty("java.class.path"),
            GarbageCollectionStress.class.getName(),
            "6",
            mode));
    File output = folder.resolve("output.txt").toFile();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start();
    try {
      assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("ends in time").isTrue();
    } finally {
      process.destroyForcibly();
    }
    String text = Files.readString(output.toPath());
    assertThat(process.exitValue()).as(text).isZero();
    Matcher survived = SURVIVED.matcher(text);
    assertThat(survived.find()).as(text).isTrue();
    assertThat(Long.parseLong(survived.group(1))).as("steps").isPositive();
    assertThat(Long.parseLong(survived.group(2)))
        .as("mebibytes that the second half of the time added")
        .isLessThan((2 * DeferredDeallocator.MOST_WAITING_BYTES) >> 20);
  }
}
