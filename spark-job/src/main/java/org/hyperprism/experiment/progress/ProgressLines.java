package org.hyperprism.experiment.progress;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.hyperprism.experiment.RunObserver;
import org.hyperprism.results.Percent;
import org.hyperprism.results.RoundMetrics;
import org.hyperprism.results.RoundMetrics.EvaluationMetrics;

/**
 * Progress as lines, in a log or below a paragraph of a notebook: rounds a second, remaining time
 * and the latest accuracy. There is a line for each evaluated round, but no more than one a second
 * once a method has many, and at least one every half a minute in which rounds end.
 */
public final class ProgressLines implements RunObserver {

  /** Lines of a method that come as they are; only further ones are thinned. */
  private static final int MANY = 100;

  private static final Duration OFTEN = Duration.ofSeconds(1);
  private static final Duration SELDOM = Duration.ofSeconds(30);

  private final Consumer<String> out;
  private final LongSupplier clock;
  private int rounds;
  private int lines;
  private long lastLine;
  private String accuracy = "";
  private Pace pace = new Pace(0, 1, 0);

  /**
   * @param out receives each line, without its end
   */
  public ProgressLines(Consumer<String> out) {
    this(out, System::nanoTime);
  }

  /**
   * @param out receives each line, without its end
   * @param clock nanoseconds
   */
  public ProgressLines(Consumer<String> out, LongSupplier clock) {
    this.out = out;
    this.clock = clock;
  }

  @Override
  public void methodStarted(String method, int firstRound, int rounds) {
    this.rounds = rounds;
    lines = 0;
    accuracy = "";
    lastLine = clock.getAsLong();
    pace = new Pace(firstRound - 1, rounds, lastLine);
  }

  @Override
  public void roundDone(RoundMetrics metrics) {
    Optional<EvaluationMetrics> evaluation = metrics.evaluation();
    evaluation.ifPresent(found -> accuracy = Percent.text(found.accuracyMean()));
    long now = clock.getAsLong();
    boolean due =
        evaluation.isPresent()
            ? lines < MANY || now - lastLine >= OFTEN.toNanos() || metrics.round() == rounds
            : now - lastLine >= SELDOM.toNanos();
    if (due) {
      lines++;
      lastLine = now;
      out.accept(
          "%s round %s/%s: %s%s"
              .formatted(
                  metrics.method(),
                  metrics.round(),
                  rounds,
                  evaluation.map(this::measured).orElseGet(this::latest),
                  pace.after(metrics.round(), now)));
    }
  }

  private String measured(EvaluationMetrics evaluation) {
    return String.format(
        Locale.ROOT,
        "accuracy %s, consensus distance %.4g, ",
        accuracy,
        evaluation.consensusDistance());
  }

  /** Of a round that was not evaluated. */
  private String latest() {
    return accuracy.isEmpty() ? "" : "last accuracy %s, ".formatted(accuracy);
  }
}
