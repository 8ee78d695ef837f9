package org.hyperprism.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hyperprism.results.EvaluatedOn;

/**
 * {@code results.md}: for each variant a table in the shape of the paper's, a row per method and a
 * pair of columns, best accuracy and round of convergence, per level of the swept settings. Levels
 * that differ only in the seed are one, with mean and standard deviation; a sweep over methods
 * gives rows, not levels.
 */
final class ResultsMarkdown {

  private static final String SEED = "seed";
  private static final String METHODS = "methods";

  private ResultsMarkdown() {}

  static String of(SweepResults results) {
    Map<Optional<String>, List<CellResult>> variants = new LinkedHashMap<>();
    for (CellResult cell : results.cells()) {
      variants.computeIfAbsent(cell.cell().variant(), name -> new ArrayList<>()).add(cell);
    }
    StringBuilder text = new StringBuilder();
    variants.forEach(
        (name, cells) -> {
          name.ifPresent(title -> text.append("## ").append(title).append("\n\n"));
          text.append(MarkdownTable.of(rows(results.keys(), cells))).append('\n');
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
    if (results.keys().contains(SEED)) {
      text.append("Mean ± standard deviation over the seeds.\n");
    }
    return text.toString();
  }

  private static List<List<String>> rows(List<String> keys, List<CellResult> cells) {
    Map<String, List<CellResult>> levels = new LinkedHashMap<>();
    Set<String> methods = new LinkedHashSet<>();
    for (CellResult cell : cells) {
      levels.computeIfAbsent(level(keys, cell), name -> new ArrayList<>()).add(cell);
      methods.addAll(cell.cell().configuration().methods());
    }
    List<List<String>> rows = new ArrayList<>();
    List<String> header = new ArrayList<>(List.of("method"));
    for (String level : levels.keySet()) {
      header.add((level + " Max Acc").strip());
      header.add("Conv. Rds");
    }
    rows.add(header);
    for (String method : methods) {
      List<String> row = new ArrayList<>(List.of(method));
      for (List<CellResult> level : levels.values()) {
        Repetitions repetitions =
            new Repetitions(
                level.stream()
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

  /** Such as {@code partition.alpha 0.1}. */
  private static String level(List<String> keys, CellResult cell) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      if (!keys.get(i).equals(SEED) && !keys.get(i).equals(METHODS)) {
        parts.add(keys.get(i) + " " + cell.cell().values().get(i));
      }
    }
    return String.join(", ", parts);
  }
}
