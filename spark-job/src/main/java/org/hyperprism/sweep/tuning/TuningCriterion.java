package org.hyperprism.sweep.tuning;

import java.util.List;
import java.util.OptionalDouble;
import org.hyperprism.results.Summary.MethodSummary;

/** What the settings of a method are chosen by: the highest of these. */
enum TuningCriterion {
  /** The mean accuracy after the last round. */
  LAST("the accuracy after the last round") {
    @Override
    OptionalDouble of(MethodSummary outcome) {
      return outcome.finalAccuracy();
    }

    @Override
    OptionalDouble of(List<Double> accuracies) {
      return accuracies.isEmpty()
          ? OptionalDouble.empty()
          : OptionalDouble.of(accuracies.get(accuracies.size() - 1));
    }
  },
  /** The mean of the mean accuracies over the evaluated rounds. */
  MEAN("the mean accuracy over the evaluated rounds") {
    @Override
    OptionalDouble of(MethodSummary outcome) {
      return outcome.meanAccuracy();
    }

    @Override
    OptionalDouble of(List<Double> accuracies) {
      return accuracies.stream().mapToDouble(Double::doubleValue).average();
    }
  };

  private final String words;

  TuningCriterion(String words) {
    this.words = words;
  }

  /** The criterion of one run, in [0, 1]. */
  abstract OptionalDouble of(MethodSummary outcome);

  /**
   * The criterion of a run that is not at its end.
   *
   * @param accuracies mean over devices after each evaluated round so far, in order
   */
  abstract OptionalDouble of(List<Double> accuracies);

  /** For people. */
  String words() {
    return words;
  }
}
