package org.hyperprism.experiment;

import org.hyperprism.algorithm.MethodName;
import org.hyperprism.algorithm.VectorPlan;
import org.hyperprism.dataset.Samples;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.model.ParameterLayout;

/**
 * How much memory and work an experiment is, roughly.
 *
 * @param devices number m of devices
 * @param parameters length d of the model
 * @param stateBytes what the devices hold during a round: as they were, after their local step and
 *     after the aggregation
 * @param dataBytes the training samples, whole and on their devices, and the test samples
 * @param roundWork samples x parameters of the gradients of one round
 * @param totalWork the same of all rounds of all methods, evaluations included
 */
record RunSize(
    int devices,
    int parameters,
    long stateBytes,
    long dataBytes,
    double roundWork,
    double totalWork) {

  /** A forward pass is about a third of a gradient. */
  private static final double EVALUATION_SHARE = 1 / 3.0;

  static RunSize of(ExperimentConfiguration configuration, ExperimentInputs inputs) {
    ParameterLayout layout = inputs.model().layout();
    Samples train = inputs.data().dataset().train();
    Samples test = inputs.data().dataset().test();
    int devices = configuration.devices();
    double model = (double) devices * layout.parameters();
    double roundWork =
        model * configuration.train().batchSize() * configuration.train().localSteps();
    double evaluationWork = 0;
    int samples = configuration.evaluate().samples().orElse(test.count());
    for (int round = 1; round <= configuration.rounds(); round++) {
      if (configuration.evaluate().isDue(round, configuration.rounds())) {
        evaluationWork +=
            EVALUATION_SHARE
                * model
                * (round == configuration.rounds()
                    ? test.count()
                    : Math.min(samples, test.count()));
      }
    }
    long stateBytes = 0;
    for (MethodName method : configuration.methods()) {
      VectorPlan plan = Algorithms.create(method, configuration, layout).vectors();
      long vectors = plan.kept() + 2L * plan.living();
      stateBytes =
          Math.max(stateBytes, 4L * devices * (vectors * layout.parameters() + 3L * plan.memory()));
    }
    return new RunSize(
        devices,
        layout.parameters(),
        stateBytes,
        2 * bytes(train) + bytes(test),
        roundWork,
        configuration.methods().size() * (configuration.rounds() * roundWork + evaluationWork));
  }

  private static long bytes(Samples samples) {
    return (long) samples.count() * samples.shape().features() * samples.featureType().bytes();
  }
}
