package org.hyperprism.experiment;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.dataset.Dataset;
import org.hyperprism.dataset.Samples;
import org.hyperprism.engine.Communication;
import org.hyperprism.engine.TrainingData;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.partition.Assignment;
import org.hyperprism.partition.PartitionSummary;
import org.hyperprism.partition.table.PartitionedDataset;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;

/**
 * What all methods of an experiment share.
 *
 * @param dataset training and test samples
 * @param assignment who holds which training sample
 * @param model the architecture
 * @param backend what computes its gradients
 * @param communication how the devices reach each other
 * @param partialTest the test samples of the evaluations before the last
 */
record Preparation(
    Dataset dataset,
    Assignment assignment,
    ModelDefinition model,
    ChosenBackend backend,
    Communication communication,
    Samples partialTest) {

  /** Divides the data over the devices; reads nothing. */
  static Preparation of(ExperimentConfiguration configuration, ExperimentInputs inputs) {
    PartitionedDataset data = DataSource.divide(configuration, inputs.data());
    return new Preparation(
        data.dataset(),
        data.assignment(),
        inputs.model(),
        ChosenBackend.of(configuration.train(), inputs.model()),
        inputs.communication(),
        partialTest(data.dataset().test(), configuration, new RandomStreams(configuration.seed())));
  }

  /** A uniform draw of {@code evaluate.samples} test samples, the same in every evaluation. */
  private static Samples partialTest(
      Samples test, ExperimentConfiguration configuration, RandomStreams streams) {
    int wanted = configuration.evaluate().samples().orElse(test.count());
    if (wanted >= test.count()) {
      return test;
    }
    UniformRandomProvider random = streams.stream(Purpose.EVALUATION);
    int[] order = IntStream.range(0, test.count()).toArray();
    for (int i = 0; i < wanted; i++) {
      int j = i + random.nextInt(order.length - i);
      int chosen = order[j];
      order[j] = order[i];
      order[i] = chosen;
    }
    int[] drawn = Arrays.copyOf(order, wanted);
    Arrays.sort(drawn);
    return test.select(drawn);
  }

  /** The training samples of all devices. */
  TrainingData trainingData() {
    return new TrainingData(dataset.train(), assignment);
  }

  /** Who holds how many samples of which class. */
  PartitionSummary partitionSummary() {
    Samples train = dataset.train();
    return PartitionSummary.of(assignment, train.labels(), train.classes());
  }

  /** What a log should say of the run. */
  String describe(Map<String, String> environment, ModeChoice choice) {
    return "%s on %s: %d devices, %d parameters, %d training and %d test samples; Spark %s, %s%n%s%n%s"
        .formatted(
            model.name(),
            dataset.name(),
            assignment.devices(),
            model.layout().parameters(),
            dataset.train().count(),
            dataset.test().count(),
            environment.get("spark"),
            environment.get("spark_master"),
            environment.get("backend"),
            choice.describe());
  }

  /** The test samples of the evaluation after {@code round}: all of them after the last. */
  Samples test(int round, int lastRound) {
    return round == lastRound ? dataset.test() : partialTest;
  }
}
