package org.hyperprism.sweep;

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
  },
  /** The mean of the mean accuracies over the evaluated rounds. */
  MEAN("the mean accuracy over the evaluated rounds") {
    @Override
    OptionalDouble of(MethodSummary outcome) {
      return outcome.meanAccuracy();
    }
  };

  private final String words;

  TuningCriterion(String words) {
    this.words = words;
  }

  /** The criterion of one run, in [0, 1]. */
  abstract OptionalDouble of(MethodSummary outcome);

  /** For people. */
  String words() {
    return words;
  }
}
