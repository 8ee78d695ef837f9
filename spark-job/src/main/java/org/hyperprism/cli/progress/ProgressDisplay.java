package org.hyperprism.cli.progress;

import java.io.PrintWriter;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.hyperprism.experiment.RunObserver;
import org.hyperprism.experiment.progress.ProgressLines;
import org.hyperprism.results.ComparisonTable;
import org.hyperprism.results.Percent;
import org.hyperprism.results.RoundMetrics;
import org.hyperprism.results.Summary;
import org.jspecify.annotations.Nullable;

/**
 * Progress for a person: rounds a second, remaining time and the latest accuracy, as a bar on a
 * terminal, as {@link ProgressLines} in a log.
 */
public final class ProgressDisplay implements RunObserver {

  private final PrintWriter out;
  private final boolean terminal;
  private final Interruption interruption;
  private final ProgressLines lines;
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
    this.lines = new ProgressLines(out::println, clock);
  }

  @Override
  public void started(String description) {
    out.println(description);
  }

  @Override
  public void methodStarted(String method, int firstRound, int rounds) {
    lines.methodStarted(method, firstRound, rounds);
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
    ProgressBar shown = bar;
    if (shown == null) {
      lines.roundDone(metrics);
      return;
    }
    shown.step();
    metrics
        .evaluation()
        .ifPresent(
            found -> shown.setExtraMessage(" accuracy " + Percent.text(found.accuracyMean())));
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
