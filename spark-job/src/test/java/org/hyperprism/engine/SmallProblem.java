package org.hyperprism.engine;

import java.nio.file.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.hyperprism.dataset.Samples;
import org.hyperprism.engine.checkpoint.CheckpointStore;
import org.hyperprism.method.Method;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.ModelZoo;
import org.hyperprism.partition.Dirichlet;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.schedule.RandomDensity;

/**
 * A small synthetic problem: logistic regression on Gaussian classes, unequally spread over eleven
 * devices with few links.
 *
 * @param checkpoints directory of the checkpoints of its engines
 */
record SmallProblem(JavaSparkContext spark, Path checkpoints) {

  static final int DEVICES = 11;
  static final long SEED = 20;

  /**
   * An engine that carries it out.
   *
   * @param name of its checkpoints
   */
  Engine engine(EngineMode mode, Method method, int partitions, int resumeAfter, String name) {
    return new Engines(mode, spark, partitions)
        .create(definition(method), data(), store(name), resumeAfter);
  }

  CheckpointStore store(String name) {
    return new CheckpointStore(
        checkpoints.resolve(name).toUri().toString(),
        spark.hadoopConfiguration(),
        "a run",
        new CheckpointStore.Advice("begin anew", "move it"));
  }

  static RoundDefinition definition(Method method) {
    return new RoundDefinition(
        method,
        new Training(model(), new ReferenceSoftmax(), 16),
        Communication.over(links()),
        SEED);
  }

  static LinkSchedule links() {
    return new RandomDensity(DEVICES, 0.3, SEED);
  }

  static ModelDefinition model() {
    return ModelZoo.definition("lr", 1, 4, 5, 3);
  }

  static TrainingData data() {
    Samples train = GaussianClasses.samples(1, 400, 4, 5);
    return TrainingData.of(
        train,
        new Dirichlet(0.3, 1, true)
            .assign(train.labels(), train.classes(), DEVICES, new RandomStreams(SEED)));
  }

  static Samples test() {
    return GaussianClasses.samples(2, 1100, 4, 5);
  }
}
