package org.hyperprism.report.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.hyperprism.report.comparison.Comparison;
import org.hyperprism.report.comparison.Difference;
import org.hyperprism.report.comparison.Series;
import org.hyperprism.report.comparison.Spread;
import org.hyperprism.report.figure.NumberTable;
import org.hyperprism.report.figure.Numbers;
import org.hyperprism.results.RoundMetrics;
import org.hyperprism.results.recorded.RecordedRun;

/** The tables of a page. */
final class Tables {

  /** Accuracies in percent that a table of rounds to targets has, as far as they are reached. */
  private static final int[] TARGETS = {20, 30, 40, 50, 60, 70, 75, 80, 85, 90, 92, 94, 96, 98, 99};

  /** Runs of a value that are named; more are counted. */
  private static final int MOST_NAMED = 4;

  private Tables() {}

  /** A row for each series. */
  static NumberTable summary(Comparison comparison) {
    OptionalDouble target = comparison.target();
    List<String> columns =
        new ArrayList<>(
            List.of("method", "settings", "runs", "rounds", "final accuracy in %", "best in %"));
    columns.add(
        target.isPresent()
            ? "rounds to " + Numbers.fixed(100 * target.getAsDouble(), 2) + " %"
            : "rounds to target");
    columns.addAll(List.of("MB sent", "messages", "seconds"));
    List<List<String>> rows = new ArrayList<>();
    for (Series series : comparison.series()) {
      rows.add(
          List.of(
              series.method(),
              series.level().isEmpty() ? "-" : series.level(),
              Integer.toString(series.runs().size()),
              Integer.toString(series.lastRound()),
              percent(series.finalAccuracies()),
              percent(series.bestAccuracies()),
              target.isPresent() ? Targets.text(series.roundsTo(target.getAsDouble())) : "-",
              total(series, RoundMetrics.BYTES_SENT, 1e6, 1),
              total(series, RoundMetrics.MESSAGES, 1, 0),
              total(series, RoundMetrics.SECONDS, 1, 1)));
    }
    return new NumberTable(columns, rows);
  }

  private static String percent(List<Double> accuracies) {
    if (accuracies.isEmpty()) {
      return "-";
    }
    return Spread.of(accuracies.stream().map(accuracy -> 100 * accuracy).toList()).text(2);
  }

  private static String total(Series series, String column, double unit, int digits) {
    boolean measured = series.runs().stream().anyMatch(run -> run.rounds().has(column));
    return measured ? Numbers.fixed(Spread.of(series.totals(column)).mean() / unit, digits) : "-";
  }

  /** Rounds that each series needs to several accuracies; no columns if none is reached. */
  static NumberTable targets(Comparison comparison) {
    int[] reached =
        Arrays.stream(TARGETS)
            .filter(
                target ->
                    comparison.series().stream()
                        .anyMatch(
                            series ->
                                series.roundsTo(target / 100.0).stream()
                                    .anyMatch(OptionalInt::isPresent)))
            .toArray();
    List<String> columns = new ArrayList<>(List.of("series"));
    for (int target : reached) {
      columns.add(target + " %");
    }
    List<List<String>> rows = new ArrayList<>();
    for (Series series : comparison.series()) {
      List<String> row = new ArrayList<>(List.of(series.name()));
      for (int target : reached) {
        row.add(Targets.text(series.roundsTo(target / 100.0)));
      }
      rows.add(row);
    }
    return new NumberTable(columns, rows);
  }

  /** What is not the same in all runs. */
  static NumberTable differences(Comparison comparison) {
    List<List<String>> rows = new ArrayList<>();
    for (Difference difference : comparison.differences()) {
      List<String> values = new ArrayList<>();
      difference
          .runs()
          .forEach(
              (value, runs) ->
                  values.add(
                      "%s (%s)"
                          .formatted(
                              value,
                              runs.size() <= MOST_NAMED
                                  ? String.join(", ", runs)
                                  : Numbers.count(runs.size(), "run"))));
      rows.add(List.of(difference.key(), difference.kind().word(), String.join("; ", values)));
    }
    return new NumberTable(List.of("what", "kind", "values (runs)"), rows);
  }

  /** A row for each run. */
  static NumberTable runs(Comparison comparison) {
    List<List<String>> rows = new ArrayList<>();
    for (RecordedRun run : comparison.runs()) {
      rows.add(
          List.of(
              run.name(),
              run.setting(RecordedRun.SEED),
              String.join(", ", run.methods()),
              run.setting("rounds"),
              run.failure().isPresent() ? "failed" : run.complete() ? "complete" : "not complete",
              run.environment().getOrDefault("hyperprism", "unknown"),
              run.environment().getOrDefault("git_revision", "unknown")));
    }
    return new NumberTable(
        List.of("run", "seed", "methods", "rounds", "state", "HyperPrism", "revision"), rows);
  }

  /** What is the same in all runs: settings, then versions and machine. */
  static NumberTable common(Comparison comparison) {
    List<RecordedRun> runs = comparison.begun();
    List<List<String>> rows = new ArrayList<>();
    if (!runs.isEmpty()) {
      Set<String> different = new LinkedHashSet<>();
      comparison.differences().forEach(difference -> different.add(difference.key()));
      RecordedRun first = runs.get(0);
      addCommon(rows, first.settings(), different, "setting");
      Map<String, String> shared = new LinkedHashMap<>(first.environment());
      shared
          .entrySet()
          .removeIf(
              entry ->
                  runs.stream()
                      .anyMatch(
                          run -> !entry.getValue().equals(run.environment().get(entry.getKey()))));
      addCommon(rows, shared, different, "version or machine");
    }
    return new NumberTable(List.of("what", "kind", "value"), rows);
  }

  private static void addCommon(
      List<List<String>> rows, Map<String, String> values, Set<String> different, String kind) {
    for (String key : new TreeSet<>(values.keySet())) {
      if (!different.contains(key)) {
        rows.add(List.of(key, kind, values.getOrDefault(key, "")));
      }
    }
  }
}
