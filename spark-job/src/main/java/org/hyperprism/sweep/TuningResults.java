package org.hyperprism.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.hyperprism.failure.ConfigurationException;
import org.jspecify.annotations.Nullable;

/** What a search for settings found: for each method the best candidate. */
public final class TuningResults {

  /**
   * A candidate and its accuracies.
   *
   * @param accuracies the criterion in percent, one for each seed; empty if a run failed
   */
  private record Scored(TuningCandidate candidate, double[] accuracies) {

    /** Candidates of which a run failed come last. */
    double mean() {
      return Arrays.stream(accuracies).average().orElse(Double.NEGATIVE_INFINITY);
    }

    String text() {
      return accuracies.length == 0 ? "failed" : Repetitions.meanAndDeviation(accuracies, 2);
    }
  }

  private final TuningConfiguration tuning;
  private final String directory;
  private final Map<TuningGrid, List<Scored>> scores = new LinkedHashMap<>();

  private TuningResults(TuningConfiguration tuning, String directory) {
    this.tuning = tuning;
    this.directory = directory;
  }

  /** Where the runs and the chosen settings are kept. */
  public String directory() {
    return directory;
  }

  /**
   * Compares the candidates.
   *
   * @throws ConfigurationException if a method has none whose runs are all done
   */
  static TuningResults of(TuningConfiguration tuning, SweepResults results) {
    Map<String, List<CellResult>> byCandidate =
        results.cells().stream()
            .collect(Collectors.groupingBy(result -> result.cell().variant().orElseThrow()));
    TuningResults found = new TuningResults(tuning, results.directory());
    for (TuningGrid grid : tuning.grids()) {
      List<Scored> scored = new ArrayList<>();
      for (TuningCandidate candidate : grid.candidates()) {
        List<CellResult> runs = byCandidate.getOrDefault(candidate.name(), List.of());
        scored.add(new Scored(candidate, found.accuracies(candidate, runs)));
      }
      if (scored.stream().allMatch(each -> each.accuracies().length == 0)) {
        throw new ConfigurationException(
            "tune: no values of %s were run to the end with all seeds; the last failure: %s"
                .formatted(grid.method(), lastFailure(grid, byCandidate)));
      }
      found.scores.put(grid, scored);
    }
    return found;
  }

  private double[] accuracies(TuningCandidate candidate, List<CellResult> runs) {
    double[] accuracies =
        runs.stream()
            .flatMap(run -> run.summary().stream())
            .flatMap(summary -> summary.method(candidate.method()).stream())
            .map(tuning.settings().criterion()::of)
            .filter(OptionalDouble::isPresent)
            .mapToDouble(accuracy -> 100 * accuracy.getAsDouble())
            .toArray();
    return accuracies.length == tuning.settings().seeds().size() ? accuracies : new double[0];
  }

  private static String lastFailure(TuningGrid grid, Map<String, List<CellResult>> byCandidate) {
    return grid.candidates().stream()
        .flatMap(candidate -> byCandidate.getOrDefault(candidate.name(), List.of()).stream())
        .flatMap(run -> run.failure().stream())
        .reduce((before, last) -> last)
        .orElse("none was started");
  }

  /** The first of the best. */
  private static Scored best(List<Scored> scored) {
    @Nullable Scored best = null;
    for (Scored each : scored) {
      if (best == null || each.mean() > best.mean()) {
        best = each;
      }
    }
    if (best == null) {
      throw new IllegalStateException("a method without candidates");
    }
    return best;
  }

  /** The same search with longer lists where a best value is at an end; empty if there is none. */
  Optional<TuningConfiguration> widened() {
    List<TuningGrid> wider = new ArrayList<>();
    scores.forEach((grid, scored) -> wider.add(grid.widened(best(scored).candidate())));
    return wider.equals(tuning.grids()) ? Optional.empty() : Optional.of(tuning.with(wider));
  }

  /** Best values that are the smallest or the largest of those tried, a sentence each. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    scores.forEach((grid, scored) -> warnings.addAll(grid.warnings(best(scored).candidate())));
    return warnings;
  }

  /** All candidates with their accuracy, as a table for people in Markdown. */
  public String markdown() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("method", "settings", "accuracy in %", ""));
    scores.forEach(
        (grid, scored) -> {
          Scored best = best(scored);
          for (Scored each : scored) {
            rows.add(
                List.of(
                    grid.method(),
                    each.candidate().text(),
                    each.text(),
                    each.candidate().equals(best.candidate()) ? "chosen" : ""));
          }
        });
    return MarkdownTable.of(rows) + "\nChosen by " + basis() + ".\n";
  }

  /** The chosen settings as HOCON, to be included by a configuration. */
  public String hocon() {
    StringBuilder text = new StringBuilder("# Written by 'hyperprism tune': by ");
    text.append(basis()).append(".\n");
    warnings().forEach(warning -> text.append("# Warning: ").append(warning).append(".\n"));
    scores.forEach(
        (grid, scored) -> {
          Scored best = best(scored);
          text.append("\n# ").append(best.text()).append(" %\n").append(best.candidate().hocon());
        });
    return text.toString();
  }

  private String basis() {
    return "%s on validation samples, %s"
        .formatted(
            tuning.settings().criterion().words(),
            tuning.settings().seeds().size() == 1
                ? "seed " + tuning.settings().seeds().get(0)
                : "mean ± standard deviation over the seeds "
                    + tuning.settings().seeds().stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(", ")));
  }
}
