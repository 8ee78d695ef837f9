package org.hyperprism.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.hyperprism.report.comparison.Spread;
import org.hyperprism.results.Summary.MethodSummary;

/**
 * What a comparison of methods rests on: the spread over seeds at each level, differences seed by
 * seed, and ranks over the levels.
 */
final class Statistics {

  /** What is compared; all in [0, 1], the higher the better. */
  enum Measure {
    MAXIMUM("max_accuracy"),
    FINAL("final_accuracy_mean");

    private final String column;

    Measure(String column) {
      this.column = column;
    }

    OptionalDouble of(MethodSummary outcome) {
      return switch (this) {
        case MAXIMUM -> outcome.maximumAccuracy();
        case FINAL -> outcome.finalAccuracy();
      };
    }

    /** As {@code results.csv} calls it. */
    String column() {
      return column;
    }
  }

  private final List<SweepLevel> levels;
  private final List<String> methods;
  private final Measure measure;

  Statistics(SweepResults results, Measure measure) {
    this.levels = SweepLevel.of(results);
    this.methods = SweepLevel.methods(levels);
    this.measure = measure;
  }

  List<SweepLevel> levels() {
    return levels;
  }

  List<String> methods() {
    return methods;
  }

  /** The values of a method over the seeds; of none if it has none at this level. */
  List<Double> values(SweepLevel level, String method) {
    return List.copyOf(level.bySeed(method, measure::of).values());
  }

  /** One method less another, for each seed that both have. */
  List<Double> differences(SweepLevel level, String method, String other) {
    Map<Long, Double> first = level.bySeed(method, measure::of);
    Map<Long, Double> second = level.bySeed(other, measure::of);
    List<Double> differences = new ArrayList<>();
    first.forEach(
        (seed, value) -> {
          if (second.containsKey(seed)) {
            differences.add(value - second.getOrDefault(seed, 0.0));
          }
        });
    return differences;
  }

  /**
   * The place of each method at a level, 1 for the highest mean over seeds; those that are equal
   * share the mean of their places. Methods without a value have none.
   */
  Map<String, Double> ranks(SweepLevel level) {
    // Rounded, as means of the same numbers in another order may differ in their last bits.
    Map<String, Double> means = new LinkedHashMap<>();
    for (String method : methods) {
      List<Double> values = values(level, method);
      if (!values.isEmpty()) {
        means.put(method, Math.rint(1e12 * Spread.of(values).mean()));
      }
    }
    Map<String, Double> ranks = new LinkedHashMap<>();
    means.forEach(
        (method, mean) -> {
          long better = means.values().stream().filter(other -> other > mean).count();
          long equal = means.values().stream().filter(mean::equals).count();
          ranks.put(method, better + (equal + 1) / 2.0);
        });
    return ranks;
  }

  /** The mean place of each method over the levels at which all methods have one. */
  Map<String, Double> meanRanks() {
    Map<String, Double> sums = new LinkedHashMap<>();
    int counted = 0;
    for (SweepLevel level : levels) {
      Map<String, Double> ranks = ranks(level);
      if (ranks.size() == methods.size()) {
        counted++;
        ranks.forEach((method, rank) -> sums.merge(method, rank, Double::sum));
      }
    }
    int count = counted;
    sums.replaceAll((method, sum) -> sum / count);
    return sums;
  }
}
