package org.hyperprism.model.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hyperprism.testing.JvmProbe;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A fault in native code ends the JVM, so the training under stress has a JVM of its own. What it
 * finds is found by chance; {@link DeferredDeallocatorTest} tries the rules themselves.
 */
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
  @Tag("matrix")
  @Test
  void memoryBecomesFlat(@TempDir Path folder) throws Exception {
    String text = survive("plateau", "protected", folder);
    assertThat(text).contains("flat=true");
  }

  /** The end of the running calls is enough; the delay is for ND4J calls that are not ours. */
  @Tag("matrix")
  @Test
  void waitingForTheRunningCallsIsEnough(@TempDir Path folder) throws Exception {
    survive("6", "undelayed", folder);
  }

  /** With ND4J's own deallocator 8 of 32 such runs died. */
  @Tag("matrix")
  @RepeatedTest(10)
  void trainingSurvivesABusyGarbageCollectorTimeAndAgain(@TempDir Path folder) throws Exception {
    survive("6", "protected", folder);
  }

  @Tag("matrix")
  @RepeatedTest(5)
  void waitingForTheRunningCallsIsEnoughTimeAndAgain(@TempDir Path folder) throws Exception {
    survive("6", "undelayed", folder);
  }

  private String survive(String duration, String mode, Path folder)
      throws IOException, InterruptedException {
    String text =
        JvmProbe.run(
            // The C library overwrites what is freed, so that whoever still reads it gets nonsense.
            Map.of("MALLOC_PERTURB_", "85"),
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
                "-XX:ErrorFile=" + folder.resolve("crash.log")),
            GarbageCollectionStress.class,
            duration,
            mode);
    Matcher survived = SURVIVED.matcher(text);
    assertThat(survived.find()).as(text).isTrue();
    assertThat(Long.parseLong(survived.group(1))).as("steps").isPositive();
    return text;
  }
}
