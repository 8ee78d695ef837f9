package org.hyperprism.experiment;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.dataset.DataSets;
import org.hyperprism.dataset.Dataset;
import org.hyperprism.dataset.FeatureShape;
import org.hyperprism.dataset.Samples;
import org.hyperprism.experiment.configuration.DataConfiguration;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.experiment.configuration.LinksConfiguration;
import org.hyperprism.experiment.configuration.PartitionConfiguration;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.ModelZoo;
import org.hyperprism.partition.Assignment;
import org.hyperprism.partition.Dirichlet;
import org.hyperprism.partition.Iid;
import org.hyperprism.partition.PartitionScheme;
import org.hyperprism.partition.Shards;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.RandomDensity;

/**
 * What all methods of an experiment share.
 *
 * @param dataset training and test samples
 * @param assignment who holds which training sample
 * @param model the architecture
 * @param links the graph of each round
 * @param partialTest the test samples of the evaluations before the last
 */
record Preparation(
    Dataset dataset,
    Assignment assignment,
    ModelDefinition model,
    LinkSchedule links,
    Samples partialTest) {

  static Preparation of(ExperimentConfiguration configuration) {
    RandomStreams streams = new RandomStreams(configuration.seed());
    Dataset dataset = dataset(configuration.data());
    Samples train = dataset.train();
    FeatureShape shape = train.shape();
    ModelDefinition model =
        ModelZoo.definition(
            configuration.model(),
            shape.channels(),
            shape.height(),
            shape.width(),
            train.classes());
    Assignment assignment =
        scheme(configuration.partition())
            .assign(train.labels(), train.classes(), configuration.devices(), streams);
    return new Preparation(
        dataset,
        assignment,
        model,
        links(configuration),
        partialTest(dataset.test(), configuration, streams));
  }

  private static Dataset dataset(DataConfiguration data) {
    return DataSets.load(data.name(), data.path().map(Path::of), Path.of(data.cache()));
  }

  private static PartitionScheme scheme(PartitionConfiguration partition) {
    return switch (partition.kind()) {
      case DIRICHLET ->
          new Dirichlet(partition.alpha(), partition.minimumSamples(), partition.balanced());
      case IID -> new Iid();
      case SHARDS -> new Shards(partition.shardsPerDevice());
    };
  }

  private static LinkSchedule links(ExperimentConfiguration configuration) {
    LinksConfiguration links = configuration.links();
    return switch (links.kind()) {
      case DENSITY ->
          new RandomDensity(configuration.devices(), links.density(), configuration.seed());
    };
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

  /** The test samples of the evaluation after {@code round}: all of them after the last. */
  Samples test(int round, int lastRound) {
    return round == lastRound ? dataset.test() : partialTest;
  }
}
