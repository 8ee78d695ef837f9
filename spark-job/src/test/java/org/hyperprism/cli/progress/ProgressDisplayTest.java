package org.hyperprism.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.hyperprism.results.DeviceStatistics;
import org.hyperprism.results.RoundMetrics;
import org.hyperprism.testing.ArabicDigits;
import org.junit.jupiter.api.Test;

/** What a log says of a run that goes on, by a clock that the test turns. */
class ProgressDisplayTest {

  private final StringWriter text = new StringWriter();
  private long now;
  private final PrintWriter out = new PrintWriter(text, true);
  private final ProgressDisplay display =
      new ProgressDisplay(out, false, new Interruption(out), () -> now);

  @Test
  void aLineHasPaceRestAndTheLatestAccuracy() {
    display.methodStarted("dpsgd", 1, 400);
    round(1, Duration.ofSeconds(2), Optional.of(0.5));
    for (int round = 2; round <= 16; round++) {
      round(round, Duration.ofSeconds(2), Optional.empty());
    }
    round(17, Duration.ofSeconds(6), Optional.of(0.61234));

    assertThat(lines())
        .containsExactly(
            "dpsgd round 1/400: accuracy 50.00%, consensus distance 0.2500, 0.500 rounds a second,"
                + " 13 min 18 s left",
            "dpsgd round 16/400: last accuracy 50.00%, 0.500 rounds a second, 12 min 48 s left",
            "dpsgd round 17/400: accuracy 61.23%, consensus distance 0.2500, 0.447 rounds a second,"
                + " 14 min 16 s left");
  }

  @Test
  void aResumedMethodCountsTheRoundsThatItRuns() {
    display.methodStarted("dpsgd", 81, 100);
    round(90, Duration.ofSeconds(5), Optional.of(0.5));
    round(100, Duration.ofSeconds(5), Optional.of(0.5));

    assertThat(lines())
        .extracting(line -> line.replaceFirst(".*0\\.2500, ", ""))
        .containsExactly("2.00 rounds a second, 5 s left", "2.00 rounds a second, 10 s in all");
  }

  @Test
  void aLogIsNotFlooded() {
    display.methodStarted("dpsgd", 1, 10_000);
    for (int round = 1; round <= 10_000; round++) {
      round(round, Duration.ofMillis(10), Optional.of(0.5));
    }
    // 100 as they come, then one a second for 99 seconds.
    assertThat(lines()).hasSize(199);
    assertThat(lines().get(198)).startsWith("dpsgd round 10000/10000: ");
  }

  @Test
  void everyLocaleGivesTheSameText() throws Exception {
    ArabicDigits.with(
        () -> {
          display.methodStarted("dpsgd", 1, 2);
          round(1, Duration.ofSeconds(4000), Optional.of(0.5));
          return display;
        });
    assertThat(lines())
        .containsExactly(
            "dpsgd round 1/2: accuracy 50.00%, consensus distance 0.2500, 0.000250 rounds a second,"
                + " 1 h 6 min left");
  }

  private List<String> lines() {
    return text.toString().lines().toList();
  }

  private void round(int round, Duration took, Optional<Double> accuracy) {
    now += took.toNanos();
    DeviceStatistics none = DeviceStatistics.of(new double[] {0});
    display.roundDone(
        new RoundMetrics(
            "dpsgd",
            round,
            accuracy.map(
                mean ->
                    new RoundMetrics.EvaluationMetrics(
                        DeviceStatistics.of(new double[] {mean}),
                        none,
                        0.25,
                        0,
                        10,
                        Optional.empty())),
            1,
            1,
            0.5,
            new RoundMetrics.Traffic(2, 0, 0, 8),
            Map.of(),
            0.1,
            0,
            new RoundMetrics.Timing(1, 1, 1, 0),
            Optional.empty(),
            OptionalInt.empty()));
  }
}
