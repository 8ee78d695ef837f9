package org.hyperprism.sweep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.hyperprism.report.comparison.Spread;
import org.hyperprism.results.Column;
import org.hyperprism.results.Rounded;
import org.hyperprism.sweep.Statistics.Measure;

/**
 * {@code statistics.csv} and {@code differences.csv}, and the same of the best accuracy as tables
 * in {@code results.md}.
 */
final class StatisticsText {

  private StatisticsText() {}

  /** A row for each level, method and measure: the spread over seeds, and the rank. */
  static String statistics(SweepResults results) {
    StringBuilder text =
        new StringBuilder(
            "variant,settings,method,measure,seeds,mean,std,ci95_low,ci95_high,rank,mean_rank\n");
    for (Measure measure : Measure.values()) {
      Statistics statistics = new Statistics(results, measure);
      Map<String, Double> meanRanks = statistics.meanRanks();
      for (SweepLevel level : statistics.levels()) {
        Map<String, Double> ranks = statistics.ranks(level);
        for (String method : statistics.methods()) {
          List<Double> values = statistics.values(level, method);
          if (!values.isEmpty()) {
            List<String> row =
                new ArrayList<>(
                    List.of(level.variant().orElse(""), level.text(), method, measure.column()));
            addSpread(row, values);
            row.add(number(ranks.getOrDefault(method, Double.NaN)));
            row.add(meanRanks.containsKey(method) ? number(meanRanks.get(method)) : "");
            text.append(ResultsCsv.line(row));
          }
        }
      }
    }
    return text.toString();
  }

  /** A row for each level, pair of methods and measure: the differences seed by seed. */
  static String differences(SweepResults results) {
    StringBuilder text =
        new StringBuilder(
            "variant,settings,method,other,measure,seeds,mean,std,ci95_low,ci95_high,p_value\n");
    for (Measure measure : Measure.values()) {
      Statistics statistics = new Statistics(results, measure);
      for (SweepLevel level : statistics.levels()) {
        for (int i = 0; i < statistics.methods().size(); i++) {
          String method = statistics.methods().get(i);
          for (String other : statistics.methods().subList(i + 1, statistics.methods().size())) {
            List<Double> differences = statistics.differences(level, method, other);
            if (!differences.isEmpty()) {
              List<String> row =
                  new ArrayList<>(
                      List.of(
                          level.variant().orElse(""),
                          level.text(),
                          method,
                          other,
                          measure.column()));
              addSpread(row, differences);
              row.add(text(Spread.of(differences).chanceOfZero()));
              text.append(ResultsCsv.line(row));
            }
          }
        }
      }
    }
    return text.toString();
  }

  private static void addSpread(List<String> row, List<Double> values) {
    Spread spread = Spread.of(values);
    OptionalDouble half = spread.halfInterval();
    row.add(Integer.toString(spread.count()));
    row.add(number(spread.mean()));
    row.add(spread.count() > 1 ? number(spread.deviation()) : "");
    row.add(half.isPresent() ? number(spread.mean() - half.getAsDouble()) : "");
    row.add(half.isPresent() ? number(spread.mean() + half.getAsDouble()) : "");
  }

  /** Tables for people; empty where there is nothing to compare. */
  static String markdown(SweepResults results) {
    Statistics statistics = new Statistics(results, Measure.MAXIMUM);
    boolean seeds =
        statistics.levels().stream()
            .anyMatch(
                level ->
                    statistics.methods().stream()
                        .anyMatch(method -> statistics.values(level, method).size() > 1));
    Map<String, Double> ranks = statistics.meanRanks();
    boolean ranked = statistics.methods().size() > 1 && !ranks.isEmpty();
    StringBuilder text = new StringBuilder();
    if (seeds) {
      text.append("\n## Over the seeds\n\nMax Acc, mean [95 % interval by Student's t]:\n\n");
      text.append(MarkdownTable.of(intervals(statistics)));
    }
    if (ranked) {
      String best =
          statistics.methods().stream()
              .min(Comparator.comparingDouble(method -> ranks.getOrDefault(method, 0.0)))
              .orElseThrow();
      if (seeds) {
        text.append("\nMax Acc of ")
            .append(best)
            .append(" less that of the other method, seed by seed, in points:\n\n")
            .append(MarkdownTable.of(differences(statistics, best)));
      }
      if (statistics.levels().size() > 1) {
        text.append("\nMean rank by Max Acc over the settings that all methods have: ");
        text.append(
            statistics.methods().stream()
                .sorted(Comparator.comparingDouble(method -> ranks.getOrDefault(method, 0.0)))
                .map(
                    method ->
                        String.format(
                            Locale.ROOT, "%s %.2f", method, ranks.getOrDefault(method, 0.0)))
                .collect(Collectors.joining(", ")));
        text.append(".\n");
      }
    }
    return text.toString();
  }

  private static List<List<String>> intervals(Statistics statistics) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(header("method", statistics.levels()));
    for (String method : statistics.methods()) {
      List<String> row = new ArrayList<>(List.of(method));
      for (SweepLevel level : statistics.levels()) {
        row.add(interval(statistics.values(level, method)));
      }
      rows.add(row);
    }
    return rows;
  }

  private static List<List<String>> differences(Statistics statistics, String best) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(header("other", statistics.levels()));
    for (String other : statistics.methods()) {
      if (!other.equals(best)) {
        List<String> row = new ArrayList<>(List.of(other));
        for (SweepLevel level : statistics.levels()) {
          row.add(interval(statistics.differences(level, best, other)));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private static List<String> header(String first, List<SweepLevel> levels) {
    List<String> header = new ArrayList<>(List.of(first));
    levels.forEach(level -> header.add(level.name().isEmpty() ? "Max Acc" : level.name()));
    return header;
  }

  /** Such as {@code 88.23 [87.02, 89.44]}, of shares as percent. */
  private static String interval(List<Double> shares) {
    if (shares.isEmpty()) {
      return "-";
    }
    Spread spread = Spread.of(shares);
    OptionalDouble half = spread.halfInterval();
    double mean = 100 * spread.mean();
    return half.isEmpty()
        ? Rounded.text(mean, 2)
        : "%s [%s, %s]"
            .formatted(
                Rounded.text(mean, 2),
                Rounded.text(mean - 100 * half.getAsDouble(), 2),
                Rounded.text(mean + 100 * half.getAsDouble(), 2));
  }

  private static String text(OptionalDouble number) {
    return number.isPresent() ? number(number.getAsDouble()) : "";
  }

  private static String number(double number) {
    return Double.isFinite(number) ? Column.format(number) : "";
  }
}
