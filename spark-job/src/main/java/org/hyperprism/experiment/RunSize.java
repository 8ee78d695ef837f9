package org.hyperprism.experiment;

import org.hyperprism.asynchrony.Clock;
import org.hyperprism.compression.CompressionKind;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.experiment.configuration.TrainConfiguration;
import org.hyperprism.experiment.input.ExperimentInputs;
import org.hyperprism.experiment.input.SourceData;
import org.hyperprism.method.VectorPlan;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.results.EvaluatedOn;

/**
 * How much memory and work an experiment is, roughly.
 *
 * @param devices number m of devices
 * @param parameters length d of the model
 * @param stateBytes what the devices hold at most during a round: twice all that lives in it, as it
 *     is after the local step and after the aggregation
 * @param dataBytes the training samples on their devices, before that, if they are held, whole and
 *     without validation samples, if there are some, and the test samples
 * @param roundSeconds what the gradients of one round take one core
 * @param totalSeconds the same of all rounds of all methods, evaluations included
 */
record RunSize(
    int devices,
    int parameters,
    long stateBytes,
    long dataBytes,
    double roundSeconds,
    double totalSeconds) {

  /** A forward pass is about a third of a gradient. */
  private static final double EVALUATION_SHARE = 1 / 3.0;

  static RunSize of(ExperimentConfiguration configuration, ExperimentInputs inputs) {
    ParameterLayout layout = inputs.model().layout();
    SourceData data = inputs.data();
    double validation = configuration.data().validation();
    int evaluated =
        configuration.evaluate().on() == EvaluatedOn.TEST
            ? data.test().count()
            : (int) Math.round(validation * data.trainSamples());
    int devices = configuration.devices();
    double model = (double) devices * layout.parameters();
    double seconds =
        ChosenBackend.of(configuration.train(), inputs.model()).secondsPerParameterAndSample();
    double round =
        seconds * layout.parameters() * samplesOfARound(configuration, data.trainSamples());
    double evaluations = 0;
    int samples = configuration.evaluate().samples().orElse(evaluated);
    for (int t = 1; t <= configuration.rounds(); t++) {
      if (configuration.evaluate().isDue(t, configuration.rounds())) {
        int seen = t == configuration.rounds() ? evaluated : Math.min(samples, evaluated);
        evaluations += EVALUATION_SHARE * seconds * model * seen;
      }
    }
    long stateBytes = 0;
    for (String method : configuration.methods()) {
      VectorPlan plan = configuration.method(method, layout).vectors();
      if (configuration.attack().kind().learns()) {
        plan = plan.keeping(plan.sent().size());
      }
      if (configuration.compression().kind() != CompressionKind.NONE) {
        plan = plan.keeping(plan.sent().size());
      }
      if (configuration.asynchrony().clock() == Clock.FLEET) {
        plan = plan.keeping(1);
      }
      stateBytes =
          Math.max(
              stateBytes,
              2L * 4 * devices * ((long) plan.living() * layout.parameters() + plan.scalars()));
    }
    return new RunSize(
        devices,
        layout.parameters(),
        stateBytes,
        (validation == 0 ? 1 : 2) * data.heldBytes()
            + data.trainBytes()
            + SourceData.bytes(data.test()),
        round,
        configuration.methods().size() * (configuration.rounds() * round + evaluations));
  }

  /** Samples of all gradients of a round. */
  private static double samplesOfARound(ExperimentConfiguration configuration, int samples) {
    TrainConfiguration train = configuration.train();
    return train.localEpochs().isPresent()
        ? (double) samples * train.localEpochs().getAsInt()
        : (double) configuration.devices() * train.batchSize() * train.localSteps();
  }
}
