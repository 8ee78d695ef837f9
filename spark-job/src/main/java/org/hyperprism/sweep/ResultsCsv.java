package org.hyperprism.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.hyperprism.failure.OneLine;
import org.hyperprism.results.Summary.MethodSummary;

/** {@code results.csv}: one row per experiment and method. */
final class ResultsCsv {

  /** The columns of what came out of a method. */
  static final List<String> OUTCOME =
      List.of(
          "max_accuracy",
          "convergence_round",
          "final_accuracy_mean",
          "final_accuracy_std",
          "bytes_sent",
          "seconds",
          "parameters_crc32");

  private ResultsCsv() {}

  static String of(SweepResults results) {
    List<String> header = new ArrayList<>(List.of("cell", "variant"));
    header.addAll(results.keys());
    header.add("method");
    header.addAll(OUTCOME);
    header.addAll(List.of("exit_code", "failure"));
    StringBuilder text = new StringBuilder(line(header));
    for (CellResult result : results.cells()) {
      for (String method : result.cell().configuration().methods()) {
        List<String> row = new ArrayList<>();
        row.add(result.cell().name());
        row.add(result.cell().variant().orElse(""));
        row.addAll(result.cell().values());
        row.add(method);
        row.addAll(outcome(result, method));
        row.add(Integer.toString(result.exitCode()));
        row.add(result.failure().orElse(""));
        text.append(line(row));
      }
    }
    return text.toString();
  }

  /** The cells of {@link #OUTCOME}; empty where there is none. */
  static List<String> outcome(CellResult result, String method) {
    Optional<MethodSummary> outcome = result.summary().flatMap(summary -> summary.method(method));
    return outcome
        .map(
            found ->
                List.of(
                    text(found.maximumAccuracy()),
                    text(found.convergenceRound()),
                    text(found.finalAccuracy()),
                    text(found.finalAccuracyDeviation()),
                    Long.toString(found.bytesSent()),
                    Double.toString(found.seconds()),
                    found.parametersCrc32()))
        .orElse(List.of("", "", "", "", "", "", ""));
  }

  private static String text(OptionalDouble number) {
    return number.isPresent() ? Double.toString(number.getAsDouble()) : "";
  }

  private static String text(OptionalInt number) {
    return number.isPresent() ? Integer.toString(number.getAsInt()) : "";
  }

  /** A row of a file. */
  static String line(List<String> cells) {
    return cells.stream().map(ResultsCsv::quoted).collect(Collectors.joining(",", "", "\n"));
  }

  /** As RFC 4180 has it, on one line. */
  private static String quoted(String cell) {
    String oneLine = OneLine.of(cell);
    return oneLine.contains(",") || oneLine.contains("\"")
        ? '"' + oneLine.replace("\"", "\"\"") + '"'
        : oneLine;
  }
}
