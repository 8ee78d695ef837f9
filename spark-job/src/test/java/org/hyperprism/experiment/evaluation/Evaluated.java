package org.hyperprism.experiment.evaluation;

import java.util.Optional;
import org.hyperprism.results.DeviceStatistics;
import org.hyperprism.results.RoundMetrics.EvaluationMetrics;

/** Evaluations of one device. */
final class Evaluated {

  private Evaluated() {}

  static EvaluationMetrics as(double accuracy, double loss) {
    return new EvaluationMetrics(
        DeviceStatistics.ofFinite(new double[] {accuracy}),
        DeviceStatistics.ofFinite(new double[] {loss}),
        0,
        0,
        100,
        Optional.empty());
  }
}
