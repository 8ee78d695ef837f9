package org.hyperprism.cli;

import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.hyperprism.experiment.RunObserver;
import org.hyperprism.results.ComparisonTable;
import org.hyperprism.results.RoundMetrics;
import org.hyperprism.results.Summary;
import org.jspecify.annotations.Nullable;

/** Progress for a person: a bar with accuracy and remaining time on a terminal, lines in a log. */
final class ProgressDisplay implements RunObserver {

  private final PrintWriter out;
  private final boolean terminal;
  private final Interruption interruption;
  private int rounds;
  private @Nullable ProgressBar bar;

  /**
   * @param interruption ends the run after a round
   */
  ProgressDisplay(PrintWriter out, boolean terminal, Interruption interruption) {
    this.out = out;
    this.terminal = terminal;
    this.interruption = interruption;
  }

  @Override
  public void started(String description) {
    out.println(description);
  }

  @Override
  public void methodStarted(String method, int firstRound, int rounds) {
    this.rounds = rounds;
    interruption.inRounds(true);
    if (terminal) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(method)
              .setInitialMax(rounds)
              .startsFrom(firstRound - 1L, java.time.Duration.ZERO)
              .setStyle(ProgressBarStyle.ASCII)
              .setUnit(" rounds", 1)
              .build();
    }
  }

  @Override
  public void roundDone(RoundMetrics metrics) {
    String accuracy =
        metrics
            .evaluation()
            .map(e -> String.format(Locale.ROOT, "accuracy %.2f%%", 100 * e.accuracyMean()))
            .orElse("");
    if (bar != null) {
      bar.step();
      if (!accuracy.isEmpty()) {
        bar.setExtraMessage(accuracy);
      }
    } else if (!accuracy.isEmpty()) {
      out.println(
          String.format(
              Locale.ROOT,
              "%s round %d/%d: %s, consensus distance %.4g, %.3f s a round",
              metrics.method(),
              metrics.round(),
              rounds,
              accuracy,
              metrics.evaluation().orElseThrow().consensusDistance(),
              metrics.timing().round()));
    }
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
  void aborted() {
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
