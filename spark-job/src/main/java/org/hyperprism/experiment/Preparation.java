package org.hyperprism.experiment;

import java.util.Map;
import java.util.OptionalDouble;
import org.hyperprism.dataset.Dataset;
import org.hyperprism.dataset.Samples;
import org.hyperprism.engine.Communication;
import org.hyperprism.engine.TrainingData;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.experiment.input.DataSource;
import org.hyperprism.experiment.input.ExperimentInputs;
import org.hyperprism.experiment.input.SampleDraw;
import org.hyperprism.experiment.models.ModelStart;
import org.hyperprism.experiment.session.SparkSessions;
import org.hyperprism.experiment.yardstick.CentralisedOptimum;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.partition.Assignment;
import org.hyperprism.partition.PartitionSummary;
import org.hyperprism.partition.table.PartitionedDataset;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.results.EvaluatedOn;
import org.jspecify.annotations.Nullable;

/**
 * What all methods of an experiment share.
 *
 * @param dataset training samples, and the test samples or, in their place, the validation samples
 * @param assignment who holds which training sample
 * @param model the architecture
 * @param backend what computes its gradients
 * @param communication how the devices reach each other
 * @param start the models that the devices begin with; null for one that is drawn by the seed
 * @param partialEvaluation the samples of the evaluations before the last
 */
record Preparation(
    Dataset dataset,
    Assignment assignment,
    ModelDefinition model,
    ChosenBackend backend,
    Communication communication,
    @Nullable ModelStart start,
    Samples partialEvaluation) {

  /** Divides the data over the devices; reads nothing. */
  static Preparation of(ExperimentConfiguration configuration, ExperimentInputs inputs) {
    PartitionedDataset data = DataSource.divide(configuration, inputs.data());
    return new Preparation(
        data.dataset(),
        data.assignment(),
        inputs.model(),
        ChosenBackend.of(configuration.train(), inputs.model()),
        inputs.communication(),
        inputs.start(),
        partialEvaluation(
            data.dataset().test(), configuration, new RandomStreams(configuration.seed())));
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

  /** The training samples of all devices. */
  TrainingData trainingData() {
    return new TrainingData(dataset.train(), assignment);
  }

  /** Training samples of each device and class: int32[devices][classes]. */
  int[][] classCounts() {
    return assignment.classCounts(dataset.train().labels(), dataset.train().classes());
  }

  /** The accuracy of a centre that has all samples, if the configuration asks for it. */
  OptionalDouble centralisedAccuracy(ExperimentConfiguration configuration) {
    return configuration.evaluate().centralised()
        ? OptionalDouble.of(new CentralisedOptimum(SparkSessions.open()).accuracy(dataset))
        : OptionalDouble.empty();
  }

  /** Who holds how many samples of which class. */
  PartitionSummary partitionSummary() {
    Samples train = dataset.train();
    return PartitionSummary.of(assignment, train.labels(), train.classes());
  }

  /**
   * What a log should say of the run.
   *
   * @param on what the devices are evaluated on
   * @param mode how the run is carried out
   */
  String describe(EvaluatedOn on, Map<String, String> environment, String mode) {
    return "%s on %s: %d devices, %d parameters, %d training and %d %s samples; Spark %s, %s%n%s%n%s"
        .formatted(
            model.name(),
            dataset.name(),
            assignment.devices(),
            model.layout().parameters(),
            dataset.train().count(),
            dataset.test().count(),
            on.key(),
            environment.get("spark"),
            environment.get("spark_master"),
            environment.get("backend"),
            mode);
  }

  /** The samples of the evaluation after {@code round}: all of them after the last. */
  Samples evaluated(int round, int lastRound) {
    return round == lastRound ? dataset.test() : partialEvaluation;
  }
}
