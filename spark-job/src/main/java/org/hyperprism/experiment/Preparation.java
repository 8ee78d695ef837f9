package org.hyperprism.experiment;

import java.util.Map;
import java.util.OptionalDouble;
import org.apache.spark.api.java.JavaSparkContext;
import org.hyperprism.attack.Attack;
import org.hyperprism.compression.Compression;
import org.hyperprism.dataset.Samples;
import org.hyperprism.engine.Communication;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.experiment.input.DataSource;
import org.hyperprism.experiment.input.DividedData;
import org.hyperprism.experiment.input.ExperimentInputs;
import org.hyperprism.experiment.input.MessageCompression;
import org.hyperprism.experiment.input.SampleDraw;
import org.hyperprism.experiment.models.ModelStart;
import org.hyperprism.experiment.session.SparkSessions;
import org.hyperprism.experiment.yardstick.CentralisedOptimum;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.results.EvaluatedOn;
import org.hyperprism.shift.DatasetShift;
import org.hyperprism.simulation.Fleet;
import org.jspecify.annotations.Nullable;

/**
 * What all methods of an experiment share.
 *
 * @param data on the devices
 * @param model the architecture
 * @param backend what computes its gradients
 * @param shift what becomes of the samples
 * @param communication how the devices reach each other
 * @param attack the devices that lie, and what they do
 * @param compression of what devices send; null where they send all they have
 * @param start the models that the devices begin with; null for one that is drawn by the seed
 * @param fleet how fast the devices are, and what they draw; null where no time is simulated
 * @param partialEvaluation the samples of the evaluations before the last
 */
record Preparation(
    DividedData data,
    ModelDefinition model,
    ChosenBackend backend,
    DatasetShift shift,
    Communication communication,
    Attack attack,
    @Nullable Compression compression,
    @Nullable ModelStart start,
    @Nullable Fleet fleet,
    Samples partialEvaluation) {

  /** Divides the data over the devices. */
  static Preparation of(ExperimentConfiguration configuration, ExperimentInputs inputs) {
    DividedData data =
        DataSource.divide(configuration, inputs.data()).seenBy(inputs.shift().skew());
    ChosenBackend backend = ChosenBackend.of(configuration.train(), inputs.model());
    CentralMethod.requireSuited(configuration, data.training().isWeighted(), inputs.start());
    if (data.training().isWeighted()) {
      checkWeighted(configuration, inputs.model(), backend);
    }
    return new Preparation(
        data,
        inputs.model(),
        backend,
        inputs.shift(),
        inputs.communication(),
        attack(configuration, inputs),
        MessageCompression.of(configuration, inputs.model()).orElse(null),
        inputs.start(),
        inputs.fleet(),
        partialEvaluation(
            data.evaluated(), configuration, new RandomStreams(configuration.seed())));
  }

  /** The attackers among the devices. */
  static Attack attack(ExperimentConfiguration configuration, ExperimentInputs inputs) {
    return Attack.of(
        configuration.attack(),
        inputs.communication().links(),
        new RandomStreams(configuration.seed()));
  }

  /**
   * @throws ConfigurationException if something would pass over the weights of samples
   */
  private static void checkWeighted(
      ExperimentConfiguration configuration, ModelDefinition model, ChosenBackend backend) {
    if (!backend.gradients().weighsSamples()) {
      throw new ConfigurationException(
          "the training samples have weights, but the gradients of the model '%s' are computed by %s, for which all samples count alike; expected a model of dense layers (lr, mlp) with train.backend = vector or auto: choose such a one, or give no weights"
              .formatted(model.name(), backend.name()));
    }
    if (configuration.evaluate().centralised() && !configuration.model().equals("lr")) {
      throw new ConfigurationException(
          "the training samples have weights, but with the model '%s' the centre of evaluate.centralised counts all alike; expected the model lr, or evaluate.centralised = false, or no weights"
              .formatted(configuration.model()));
    }
  }

  /** A uniform draw of {@code evaluate.samples} samples, the same in every evaluation. */
  private static Samples partialEvaluation(
      Samples evaluated, ExperimentConfiguration configuration, RandomStreams streams) {
    int wanted = configuration.evaluate().samples().orElse(evaluated.count());
    if (wanted >= evaluated.count()) {
      return evaluated;
    }
    return evaluated.select(
        SampleDraw.of(evaluated.count(), wanted, streams.stream(Purpose.EVALUATION)));
  }

  /** Number of devices m. */
  int devices() {
    return data.training().devices();
  }

  /** Training samples of all devices. */
  long trainSamples() {
    return data.summary().samples();
  }

  /** The accuracy of a centre that has all samples, if the configuration asks for it. */
  OptionalDouble centralisedAccuracy(ExperimentConfiguration configuration) {
    return configuration.evaluate().centralised()
        ? OptionalDouble.of(centralised(configuration))
        : OptionalDouble.empty();
  }

  private double centralised(ExperimentConfiguration configuration) {
    Samples train = data.training().together();
    if (configuration.model().equals("lr")) {
      return new CentralisedOptimum(SparkSessions.open()).accuracy(train, data.evaluated());
    }
    JavaSparkContext spark = SparkSessions.context();
    return CentralMethod.training(configuration, configuration.train().learningRate())
        .train(spark, model, train, configuration.rounds())
        .evaluate(data.evaluated())
        .accuracy();
  }

  /**
   * What a log should say of the run.
   *
   * @param on what the devices are evaluated on
   * @param mode how the run is carried out
   */
  String describe(EvaluatedOn on, Map<String, String> environment, String mode) {
    return "%s on %s: %d devices, %d parameters, %d training and %d %s samples; Spark %s, %s%n%s%n%s%s"
        .formatted(
            model.name(),
            data.name(),
            devices(),
            model.layout().parameters(),
            trainSamples(),
            data.evaluated().count(),
            on.key(),
            environment.get("spark"),
            environment.get("spark_master"),
            environment.get("backend"),
            mode,
            (attack.count() == 0 ? "" : "%nattackers: %s".formatted(attack))
                + (compression == null ? "" : "%ncompression: %s".formatted(compression)));
  }

  /** The samples of the evaluation after {@code round}: all of them after the last. */
  Samples evaluated(int round, int lastRound) {
    return round == lastRound ? data.evaluated() : partialEvaluation;
  }
}
