package org.hyperprism.report.comparison;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.hyperprism.report.Curve;
import org.hyperprism.report.Quantity;
import org.hyperprism.results.RoundMetrics;
import org.hyperprism.results.recorded.RecordedRun;

/**
 * One method with one choice of the settings that differ, once for each seed.
 *
 * @param method the method
 * @param keys settings that tell it from the other series of the method
 * @param level these settings with their values, such as {@code alpha 0.1}, and what else it takes
 *     to tell them apart; empty if there is but one
 * @param runs at least one; they differ in nothing but the seed
 */
public record Series(String method, List<String> keys, String level, List<RecordedRun> runs) {

  public Series {
    keys = List.copyOf(keys);
    runs = List.copyOf(runs);
  }

  /** The value of a setting, the same in all runs but for the seed. */
  public String setting(String key) {
    return runs.get(0).setting(key);
  }

  /** As legends and tables have it. */
  public String name() {
    return level.isEmpty() ? method : method + ", " + level;
  }

  /** Whether bands are over seeds; otherwise they are over devices. */
  public boolean isRepeated() {
    return runs.size() > 1;
  }

  /**
   * A quantity over the rounds in which every run of the series has it, in its unit: of several
   * runs the mean and one standard deviation over them; of one run, over its devices.
   */
  public List<Curve.Point> curve(Quantity quantity) {
    Map<Integer, List<double[]>> byRound = new TreeMap<>();
    for (RecordedRun run : runs) {
      for (int row : RecordedRun.rowsOf(run.rounds(), method)) {
        OptionalDouble mean = run.rounds().number(row, quantity.mean());
        OptionalDouble round = run.rounds().number(row, RoundMetrics.ROUND);
        if (mean.isPresent() && round.isPresent()) {
          double spread = run.rounds().number(row, quantity.spread()).orElse(0);
          byRound
              .computeIfAbsent((int) round.getAsDouble(), each -> new ArrayList<>())
              .add(new double[] {mean.getAsDouble(), spread});
        }
      }
    }
    List<Curve.Point> points = new ArrayList<>();
    byRound.forEach(
        (round, values) -> {
          if (values.size() == runs.size()) {
            points.add(point(round, values, quantity));
          }
        });
    return points;
  }

  private static Curve.Point point(int round, List<double[]> values, Quantity quantity) {
    Spread spread = Spread.of(values.stream().map(value -> value[0]).toList());
    double deviation = values.size() > 1 ? spread.deviation() : values.get(0)[1];
    return quantity.point(round, spread.mean(), deviation);
  }

  /**
   * The sum of a column up to each round that every run has, such as the bytes that all devices
   * have sent; the mean over the runs, and 0 where a row has nothing.
   */
  public Map<Integer, Double> upTo(String column) {
    Map<Integer, Double> sums = new TreeMap<>();
    Map<Integer, Integer> having = new HashMap<>();
    for (RecordedRun run : runs) {
      double sum = 0;
      for (int row : RecordedRun.rowsOf(run.rounds(), method)) {
        sum += run.rounds().number(row, column).orElse(0);
        int round = (int) run.rounds().number(row, RoundMetrics.ROUND).orElse(0);
        sums.merge(round, sum / runs.size(), Double::sum);
        having.merge(round, 1, Integer::sum);
      }
    }
    sums.keySet().removeIf(round -> having.getOrDefault(round, 0) < runs.size());
    return sums;
  }

  /** The mean accuracy over devices after the last evaluated round of each run that has one. */
  public List<Double> finalAccuracies() {
    return runs.stream()
        .map(run -> accuracies(run).lastEntry())
        .flatMap(last -> Optional.ofNullable(last).stream())
        .map(Map.Entry::getValue)
        .toList();
  }

  /** The final accuracy of a seed, if it has one. */
  public OptionalDouble finalAccuracy(String seed) {
    for (RecordedRun run : runs) {
      Map.Entry<Integer, Double> last = accuracies(run).lastEntry();
      if (run.setting(RecordedRun.SEED).equals(seed) && last != null) {
        return OptionalDouble.of(last.getValue());
      }
    }
    return OptionalDouble.empty();
  }

  /** The best mean accuracy over devices of each run that has one. */
  public List<Double> bestAccuracies() {
    return runs.stream()
        .map(run -> accuracies(run).values().stream().max(Double::compare))
        .flatMap(Optional::stream)
        .toList();
  }

  /** The first evaluated round of each run with at least this mean accuracy. */
  public List<OptionalInt> roundsTo(double accuracy) {
    return runs.stream()
        .map(
            run ->
                accuracies(run).entrySet().stream()
                    .filter(entry -> entry.getValue() >= accuracy)
                    .mapToInt(Map.Entry::getKey)
                    .findFirst())
        .toList();
  }

  /** The last round of all runs that was evaluated; 0 without any. */
  public int lastEvaluatedRound() {
    return runs.stream()
        .map(run -> accuracies(run))
        .filter(accuracies -> !accuracies.isEmpty())
        .mapToInt(TreeMap::lastKey)
        .max()
        .orElse(0);
  }

  /** The last round of all runs that have got there; 0 without any. */
  public int lastRound() {
    return runs.stream().mapToInt(run -> run.lastRound(method)).max().orElse(0);
  }

  /** The sum of a column over the rounds of each run. */
  public List<Double> totals(String column) {
    return runs.stream()
        .map(
            run ->
                RecordedRun.rowsOf(run.rounds(), method).stream()
                    .mapToDouble(row -> run.rounds().number(row, column).orElse(0))
                    .sum())
        .toList();
  }

  private TreeMap<Integer, Double> accuracies(RecordedRun run) {
    TreeMap<Integer, Double> accuracies = new TreeMap<>();
    for (int row : RecordedRun.rowsOf(run.rounds(), method)) {
      OptionalDouble accuracy = run.rounds().number(row, RoundMetrics.ACCURACY_MEAN);
      OptionalDouble round = run.rounds().number(row, RoundMetrics.ROUND);
      if (accuracy.isPresent() && round.isPresent()) {
        accuracies.put((int) round.getAsDouble(), accuracy.getAsDouble());
      }
    }
    return accuracies;
  }
}
