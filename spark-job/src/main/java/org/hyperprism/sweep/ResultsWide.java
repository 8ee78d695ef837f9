package org.hyperprism.sweep;

import java.util.ArrayList;
import java.util.List;

/** {@code results-wide.csv}, for spreadsheets: a row per experiment, the methods side by side. */
final class ResultsWide {

  private ResultsWide() {}

  static String of(SweepResults results) {
    List<String> methods = SweepLevel.methods(SweepLevel.of(results));
    List<String> header = new ArrayList<>(List.of("cell", "variant"));
    header.addAll(results.keys());
    for (String method : methods) {
      ResultsCsv.OUTCOME.forEach(column -> header.add(method + "_" + column));
    }
    header.addAll(List.of("exit_code", "failure"));
    StringBuilder text = new StringBuilder(ResultsCsv.line(header));
    for (CellResult result : results.cells()) {
      List<String> row = new ArrayList<>();
      row.add(result.cell().name());
      row.add(result.cell().variant().orElse(""));
      row.addAll(result.cell().values());
      methods.forEach(method -> row.addAll(ResultsCsv.outcome(result, method)));
      row.add(Integer.toString(result.exitCode()));
      row.add(result.failure().orElse(""));
      text.append(ResultsCsv.line(row));
    }
    return text.toString();
  }
}
