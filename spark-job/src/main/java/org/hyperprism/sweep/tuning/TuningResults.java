package org.hyperprism.sweep.tuning;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.sweep.CellResult;
import org.hyperprism.sweep.MarkdownTable;
import org.hyperprism.sweep.SweepResults;

/** What a search for settings found: for each method the best candidate. */
public final class TuningResults {

  private final TuningConfiguration tuning;
  private final String directory;
  private final Map<TuningGrid, List<TuningScore>> scores;

  /**
   * @param scores of every grid at least one that has not failed
   */
  TuningResults(
      TuningConfiguration tuning, String directory, Map<TuningGrid, List<TuningScore>> scores) {
    this.tuning = tuning;
    this.directory = directory;
    this.scores = new LinkedHashMap<>(scores);
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
    Map<TuningGrid, List<TuningScore>> scores = new LinkedHashMap<>();
    for (TuningGrid grid : tuning.grids()) {
      List<TuningScore> scored = new ArrayList<>();
      for (TuningCandidate candidate : grid.candidates()) {
        List<CellResult> runs = byCandidate.getOrDefault(candidate.name(), List.of());
        scored.add(
            new TuningScore(candidate, accuracies(tuning, candidate, runs), tuning.rounds()));
      }
      if (scored.stream().allMatch(TuningScore::isFailed)) {
        throw new ConfigurationException(
            "tune: no values of %s were run to the end with all seeds; the last failure: %s"
                .formatted(grid.method(), lastFailure(grid, byCandidate)));
      }
      scores.put(grid, scored);
    }
    return new TuningResults(tuning, results.directory(), scores);
  }

  private static List<Double> accuracies(
      TuningConfiguration tuning, TuningCandidate candidate, List<CellResult> runs) {
    List<Double> accuracies =
        runs.stream()
            .flatMap(run -> run.summary().stream())
            .flatMap(summary -> summary.method(candidate.method()).stream())
            .map(tuning.settings().criterion()::of)
            .filter(OptionalDouble::isPresent)
            .map(accuracy -> 100 * accuracy.getAsDouble())
            .toList();
    return accuracies.size() == tuning.settings().seeds().size() ? accuracies : List.of();
  }

  private static String lastFailure(TuningGrid grid, Map<String, List<CellResult>> byCandidate) {
    return grid.candidates().stream()
        .flatMap(candidate -> byCandidate.getOrDefault(candidate.name(), List.of()).stream())
        .flatMap(run -> run.failure().stream())
        .reduce((before, last) -> last)
        .orElse("none was started");
  }

  /** The same search with longer lists where a best value is at an end; empty if there is none. */
  Optional<TuningConfiguration> widened() {
    List<TuningGrid> wider = new ArrayList<>();
    scores.forEach((grid, scored) -> wider.add(grid.widened(TuningScore.best(scored).candidate())));
    return wider.equals(tuning.grids()) ? Optional.empty() : Optional.of(tuning.with(wider));
  }

  /** Best values that are the smallest or the largest of those tried, a sentence each. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    scores.forEach(
        (grid, scored) -> warnings.addAll(grid.warnings(TuningScore.best(scored).candidate())));
    return warnings;
  }

  /** All candidates with their accuracy, as a table for people in Markdown. */
  public String markdown() {
    boolean stopped = tuning.settings().halving().isOn();
    List<List<String>> rows = new ArrayList<>();
    List<String> header = new ArrayList<>(List.of("method", "settings", "accuracy in %"));
    if (stopped) {
      header.add("rounds");
    }
    header.add("");
    rows.add(header);
    scores.forEach(
        (grid, scored) -> {
          TuningScore best = TuningScore.best(scored);
          for (TuningScore each : scored) {
            List<String> row =
                new ArrayList<>(List.of(grid.method(), each.candidate().text(), each.text()));
            if (stopped) {
              row.add(Integer.toString(each.rounds()));
            }
            row.add(each.candidate().equals(best.candidate()) ? "chosen" : "");
            rows.add(row);
          }
        });
    return MarkdownTable.of(rows) + "\nChosen by " + basis() + ".\n" + rounds();
  }

  /** What candidates that were stopped have saved. */
  private String rounds() {
    if (!tuning.settings().halving().isOn()) {
      return "";
    }
    long candidates = scores.values().stream().mapToLong(List::size).sum();
    long run = scores.values().stream().flatMap(List::stream).mapToLong(TuningScore::rounds).sum();
    long seeds = tuning.settings().seeds().size();
    return "%d rounds were run; it would have been %d had no candidate been stopped.\n"
        .formatted(run * seeds, candidates * tuning.rounds() * seeds);
  }

  /** The chosen settings as HOCON, to be included by a configuration. */
  public String hocon() {
    StringBuilder text = new StringBuilder("# Written by 'hyperprism tune': by ");
    text.append(basis()).append(".\n");
    warnings().forEach(warning -> text.append("# Warning: ").append(warning).append(".\n"));
    scores.forEach(
        (grid, scored) -> {
          TuningScore best = TuningScore.best(scored);
          text.append("\n# ").append(best.text()).append(" %");
          if (tuning.settings().halving().isOn()) {
            text.append(" after round ").append(best.rounds());
          }
          text.append('\n').append(best.candidate().hocon());
        });
    return text.toString();
  }

  private String basis() {
    TuningSettings settings = tuning.settings();
    String seeds = settings.seeds().stream().map(String::valueOf).collect(Collectors.joining(", "));
    return "%s on validation samples, %s%s"
        .formatted(
            settings.criterion().words(),
            settings.seeds().size() == 1
                ? "seed " + seeds
                : "mean ± standard deviation over the seeds " + seeds,
            settings.halving().isOn()
                ? ", the worst stopped after round "
                    + tuning.rungs().stream()
                        .limit(tuning.rungs().size() - 1L)
                        .map(String::valueOf)
                        .collect(Collectors.joining(", "))
                : "");
  }
}
