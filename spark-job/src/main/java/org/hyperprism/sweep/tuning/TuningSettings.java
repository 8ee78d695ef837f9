package org.hyperprism.sweep.tuning;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.hyperprism.setting.Consistent;
import org.hyperprism.setting.Setting;
import org.hyperprism.sweep.axis.RandomSettings;

/**
 * What the section {@code tune} holds besides settings of methods and their values.
 *
 * @param learningRate learning rates to try, each above 0
 * @param seeds the seeds of each candidate's runs, at least one
 * @param criterion what is compared
 * @param widen how often grids may be widened
 * @param halving when the worst candidates are stopped
 * @param random how values are drawn
 */
record TuningSettings(
    @Setting(
            defaultValue = "[]",
            range = "> 0",
            documentation =
                "Learning rates to try with every method that has no tune.METHOD.learningRate.")
        List<Double> learningRate,
    @Setting(
            defaultValue = "[11, 12, 13]",
            documentation =
                "Seeds that each combination of values is run with; others than those whose results"
                    + " are reported.")
        List<Long> seeds,
    @Setting(
            defaultValue = "last",
            documentation =
                "What counts, as a mean over devices and seeds: last is the accuracy after the last"
                    + " round, mean is that over the evaluated rounds.")
        TuningCriterion criterion,
    @Setting(
            defaultValue = "0",
            range = ">= 0",
            documentation =
                "How many times a list of numbers whose best is its smallest or largest is continued"
                    + " there by one more; each time costs the runs with it.")
        int widen,
    HalvingSettings halving,
    RandomSettings random)
    implements Consistent {

  /** What a file with the section looks like to the reader of settings. */
  record File(TuningSettings tune) {}

  TuningSettings {
    learningRate = List.copyOf(learningRate);
    seeds = List.copyOf(seeds);
  }

  @Override
  public Map<String, String> violations() {
    return seeds.isEmpty() || new HashSet<>(seeds).size() < seeds.size()
        ? Map.of("seeds", "is " + seeds + ", expected at least one seed, and each only once")
        : Map.of();
  }
}
