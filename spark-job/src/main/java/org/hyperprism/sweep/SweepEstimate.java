package org.hyperprism.sweep;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.hyperprism.experiment.ExperimentCost;
import org.hyperprism.experiment.configuration.RunMode;
import org.hyperprism.experiment.input.ExperimentInputs;
import org.hyperprism.results.HadoopSettings;
import org.hyperprism.results.RoundMetrics;
import org.hyperprism.results.RunDirectory;
import org.hyperprism.results.recorded.RecordedRuns;
import org.hyperprism.results.recorded.RecordedTable;

/**
 * What a sweep would cost, without running it. Where cells are done already, what they took says
 * how far the estimate is off.
 *
 * @param cells experiments of the sweep that are chosen
 * @param done those of them that are complete
 * @param rounds of all methods of the others
 * @param seconds wall-clock time of the others, roughly
 * @param bytes memory of the largest of them, roughly
 * @param cores that the time is for
 */
public record SweepEstimate(
    int cells, int done, long rounds, double seconds, long bytes, int cores) {

  /**
   * Reads the inputs of the cells, and what is complete.
   *
   * @param out the directory of the sweep; empty for a new one
   * @param chosen the experiments to run
   * @throws org.hyperprism.failure.ConfigurationException if cells were begun there with other
   *     settings
   */
  public static SweepEstimate of(
      SweepConfiguration sweep, Optional<String> out, Predicate<SweepCell> chosen) {
    int cores = Runtime.getRuntime().availableProcessors();
    Optional<RunDirectory> directory =
        out.flatMap(where -> RunDirectory.existing(where, HadoopSettings.current()));
    ExperimentInputs.Reader reader = new ExperimentInputs.Reader();
    List<SweepCell> cells = sweep.cells().stream().filter(chosen).toList();
    int done = 0;
    long rounds = 0;
    double left = 0;
    double expected = 0;
    double taken = 0;
    long bytes = 0;
    for (SweepCell cell : cells) {
      ExperimentCost cost =
          ExperimentCost.of(cell.configuration(), reader.read(cell.configuration()));
      double alone = cost.coreSeconds() / cores;
      if (directory.isPresent() && isComplete(cell, directory.get())) {
        done++;
        expected += alone;
        taken += taken(cell, directory.get(), cores);
      } else {
        rounds += cost.rounds();
        left += alone;
        bytes = Math.max(bytes, cost.bytes());
      }
    }
    double factor = expected > 0 && taken > 0 ? taken / expected : 1;
    return new SweepEstimate(cells.size(), done, rounds, factor * left, bytes, cores);
  }

  private static boolean isComplete(SweepCell cell, RunDirectory directory) {
    return FoundCell.of(cell, directory).summary().isPresent();
  }

  /** Wall-clock seconds of an experiment that is done: of one beside others, its share of them. */
  private static double taken(SweepCell cell, RunDirectory directory, int cores) {
    String file = cell.name() + "/" + RunDirectory.METRICS;
    RecordedTable rows = RecordedTable.parse(directory.read(file).orElse(""), directory.uri(file));
    double seconds = 0;
    for (int row = 0; row < rows.size(); row++) {
      seconds += rows.number(row, RoundMetrics.SECONDS).orElse(0);
      seconds += rows.number(row, RoundMetrics.SECONDS_EVALUATION).orElse(0);
    }
    boolean besideOthers =
        RunDirectory.existing(directory.uri(cell.name()), HadoopSettings.current())
            .map(run -> RecordedRuns.environment(run).get("engine_mode"))
            .map(RunMode.SWEEP.key()::equals)
            .orElse(false);
    return besideOthers ? seconds / cores : seconds;
  }

  /**
   * For people, a line each.
   *
   * @param share of the rounds that are run at most, in (0, 1]; below 1 where candidates are
   *     stopped
   */
  public String text(double share) {
    String basis =
        done == 0
            ? "by a rough estimate; with --out, cells that are done there make it better"
            : done == 1
                ? "by what the one that is done took"
                : "by what the %d that are done took".formatted(done);
    return String.format(
        Locale.ROOT,
        """
        cells: %d, of which %d are done
        rounds: %d of all methods in those that are left
        time: about %s on %d cores, %s
        memory: about %.0f MB of devices and data in the largest
        """,
        cells,
        done,
        Math.round(share * rounds),
        duration(share * seconds),
        cores,
        basis,
        bytes / 1e6);
  }

  private static String duration(double seconds) {
    return seconds < 90
        ? String.format(Locale.ROOT, "%.0f s", Math.ceil(seconds))
        : seconds < 5400
            ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
            : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
  }
}
