package org.hyperprism.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hyperprism.failure.OneLine;
import org.hyperprism.results.EvaluatedOn;

/**
 * {@code results.md}: for each variant a table in the shape of the paper's, a row per method and a
 * pair of columns, best accuracy and round of convergence, per level of the swept settings. Levels
 * that differ only in the seed are one, with mean and standard deviation; a sweep over methods
 * gives rows, not levels.
 */
final class ResultsMarkdown {

  private ResultsMarkdown() {}

  static String of(SweepResults results) {
    Map<Optional<String>, List<SweepLevel>> variants = new LinkedHashMap<>();
    for (SweepLevel level : SweepLevel.of(results)) {
      variants.computeIfAbsent(level.variant(), name -> new ArrayList<>()).add(level);
    }
    StringBuilder text = new StringBuilder();
    variants.forEach(
        (name, levels) -> {
          name.ifPresent(title -> text.append("## ").append(title).append("\n\n"));
          text.append(MarkdownTable.of(rows(levels))).append('\n');
        });
    text.append(
        """
        Max Acc: best mean over devices of the accuracy in percent, over the evaluated rounds.
        Conv. Rds: first evaluated round at 95 % of the lowest Max Acc in the same experiment.
        """);
    if (results.cells().stream()
        .anyMatch(cell -> cell.cell().configuration().evaluate().on() == EvaluatedOn.VALIDATION)) {
      text.append("Evaluated on validation samples, set aside from the training set.\n");
    }
    if (results.keys().contains(SweepLevel.SEED)) {
      text.append("Mean ± standard deviation over the seeds.\n");
    }
    text.append(StatisticsText.markdown(results)).append(failures(results));
    return text.toString();
  }

  /** Which experiments failed, and why: of one that diverged also where and when. */
  private static String failures(SweepResults results) {
    StringBuilder text = new StringBuilder();
    for (CellResult result : results.cells()) {
      result
          .failure()
          .ifPresent(
              why ->
                  text.append("- ")
                      .append(result.cell().name())
                      .append(": ")
                      .append(OneLine.of(why))
                      .append('\n'));
    }
    return text.isEmpty() ? "" : "\n## Failed\n\n" + text;
  }

  private static List<List<String>> rows(List<SweepLevel> levels) {
    List<List<String>> rows = new ArrayList<>();
    List<String> header = new ArrayList<>(List.of("method"));
    for (SweepLevel level : levels) {
      header.add((level.text() + " Max Acc").strip());
      header.add("Conv. Rds");
    }
    rows.add(header);
    for (String method : SweepLevel.methods(levels)) {
      List<String> row = new ArrayList<>(List.of(method));
      for (SweepLevel level : levels) {
        Repetitions repetitions =
            new Repetitions(
                level.cells().stream()
                    .filter(cell -> cell.cell().configuration().methods().contains(method))
                    .toList(),
                method);
        row.add(repetitions.maximumAccuracy());
        row.add(repetitions.convergenceRound());
      }
      rows.add(row);
    }
    return rows;
  }
}
