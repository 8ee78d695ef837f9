package org.hyperprism.cli.progress;

import java.io.PrintWriter;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.hyperprism.experiment.RunObserver;
import org.hyperprism.results.ComparisonTable;
import org.hyperprism.results.Percent;
import org.hyperprism.results.RoundMetrics;
import org.hyperprism.results.RoundMetrics.EvaluationMetrics;
import org.hyperprism.results.Summary;
import org.jspecify.annotations.Nullable;

/**
 * Progress for a person: rounds a second, remaining time and the latest accuracy, as a bar on a
 * terminal, as lines in a log. A log gets a line for each evaluated round, but no more than one a
 * second once it has many, and at least one every half a minute in which rounds end.
 */
public final class ProgressDisplay implements RunObserver {

  /** Lines of a method that come as they are; only further ones are thinned. */
  private static final int MANY = 100;

  private static final Duration OFTEN = Duration.ofSeconds(1);
  private static final Duration SELDOM = Duration.ofSeconds(30);

  private final PrintWriter out;
  private final boolean terminal;
  private final Interruption interruption;
  private final LongSupplier clock;
  private int rounds;
  private int lines;
  private long lastLine;
  private String accuracy = "";
  private Pace pace = new Pace(0, 1, 0);
  private @Nullable ProgressBar bar;

  /**
   * @param interruption ends the run after a round
   */
  public ProgressDisplay(PrintWriter out, boolean terminal, Interruption interruption) {
    this(out, terminal, interruption, System::nanoTime);
  }

  /**
   * @param interruption ends the run after a round
   * @param clock nanoseconds
   */
  public ProgressDisplay(
      PrintWriter out, boolean terminal, Interruption interruption, LongSupplier clock) {
    this.out = out;
    this.terminal = terminal;
    this.interruption = interruption;
    this.clock = clock;
  }

  @Override
  public void started(String description) {
    out.println(description);
  }

  @Override
  public void methodStarted(String method, int firstRound, int rounds) {
    this.rounds = rounds;
    lines = 0;
    accuracy = "";
    lastLine = clock.getAsLong();
    pace = new Pace(firstRound - 1, rounds, lastLine);
    interruption.inRounds(true);
    if (terminal) {
      // Short, so that the accuracy at its end is still there on 80 columns.
      bar =
          new ProgressBarBuilder()
              .setTaskName(method)
              .setInitialMax(rounds)
              .startsFrom(firstRound - 1L, Duration.ZERO)
              .setStyle(ProgressBarStyle.ASCII)
              .setUnit("", 1)
              .showSpeed(new DecimalFormat("0.0#", DecimalFormatSymbols.getInstance(Locale.ROOT)))
              .build();
    }
  }

  @Override
  public void roundDone(RoundMetrics metrics) {
    Optional<EvaluationMetrics> evaluation = metrics.evaluation();
    evaluation.ifPresent(found -> accuracy = Percent.text(found.accuracyMean()));
    if (bar != null) {
      bar.step();
      bar.setExtraMessage(accuracy.isEmpty() ? "" : " accuracy " + accuracy);
      return;
    }
    long now = clock.getAsLong();
    boolean due =
        evaluation.isPresent()
            ? lines < MANY || now - lastLine >= OFTEN.toNanos() || metrics.round() == rounds
            : now - lastLine >= SELDOM.toNanos();
    if (due) {
      lines++;
      lastLine = now;
      out.println(
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

  @Override
  public boolean stopsTheRun() {
    return interruption.happened();
  }

  @Override
  public void methodDone(String method) {
    aborted();
  }

  /** No more rounds of the method come. */
  public void aborted() {
    interruption.inRounds(false);
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  @Override
  public void finished(Summary summary, String directory) {
    out.println();
    out.print(ComparisonTable.text(summary));
    out.println("results: " + directory);
    out.flush();
  }
}
