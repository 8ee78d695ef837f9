package org.hyperprism.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hyperprism.method.ExampleMethods.adom;
import static org.hyperprism.method.ExampleMethods.dpsgd;
import static org.hyperprism.method.ExampleMethods.hyperPrism;
import static org.hyperprism.method.ExampleMethods.inEpochs;
import static org.hyperprism.method.ExampleMethods.swarmSgd;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.hyperprism.dataset.Samples;
import org.hyperprism.engine.GroupedGradients.Failure;
import org.hyperprism.engine.checkpoint.CheckpointStore;
import org.hyperprism.method.LocalTraining;
import org.hyperprism.method.Method;
import org.hyperprism.method.StepOrder;
import org.hyperprism.method.baseline.AcceleratedProblem;
import org.hyperprism.method.baseline.SwarmSgd;
import org.hyperprism.model.GradientBackend;
import org.hyperprism.model.ModelZoo;
import org.hyperprism.partition.Assignment;
import org.hyperprism.partition.Dirichlet;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.testing.WithSpark;
import org.hyperprism.topology.schedule.RandomDensity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Devices that step at the same time, with gradients computed together: as one after the other. */
@WithSpark
class GroupedStepsTest {

  private static final int DEVICES = 11;
  private static final long SEED = 20;
  private static final int ROUNDS = 4;

  private final JavaSparkContext spark;
  @TempDir Path directory;

  GroupedStepsTest(JavaSparkContext spark) {
    this.spark = spark;
  }

  /** One or several gradients in a round, and vectors of several kinds. */
  static List<Method> methods() {
    LocalTraining three = new LocalTraining(0.05, 3, 0.9, 5e-4);
    return List.of(
        dpsgd(StepOrder.ATC, inEpochs(LocalTraining.plain(0.05, 1), 2), 1),
        hyperPrism(3, 2, StepOrder.ATC, three, 2),
        hyperPrism(3, 2, StepOrder.CTA, three, 2),
        swarmSgd(SwarmSgd.Mode.MATCHING, false, three, 2),
        adom(0.05, new AcceleratedProblem(10, 1e-3, 0), 2));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void theBitsAreThoseOfOneDeviceAfterTheOther(Method method) {
    long expected = checksum(EngineMode.LOCAL, method, new ReferenceSoftmax(), 1);
    for (int slots : new int[] {1, 4, 64}) {
      GradientBackend grouped = new GroupedGradients(new ReferenceSoftmax(), slots, Failure.NONE);
      for (int partitions : new int[] {1, 2, 4, DEVICES}) {
        assertThat(checksum(EngineMode.LOCAL, method, grouped, partitions)).isEqualTo(expected);
      }
    }
    GradientBackend grouped = new GroupedGradients(new ReferenceSoftmax(), 4, Failure.NONE);
    assertThat(checksum(EngineMode.DISTRIBUTED, method, grouped, 3)).isEqualTo(expected);
  }

  /** With single pairs that alone step, most devices of a group ask for nothing. */
  @Test
  void devicesThatPauseAskForNothing() {
    Method method = swarmSgd(SwarmSgd.Mode.SINGLE_PAIR, true, LocalTraining.plain(0.05, 2), 2);
    long expected = checksum(EngineMode.LOCAL, method, new ReferenceSoftmax(), 1);
    GradientBackend grouped = new GroupedGradients(new ReferenceSoftmax(), 4, Failure.NONE);
    assertThat(checksum(EngineMode.LOCAL, method, grouped, 2)).isEqualTo(expected);
  }

  @Test
  void aGroupThatFailsEndsTheRound() {
    Method method = dpsgd(StepOrder.ATC, LocalTraining.plain(0.05, 2), 1);
    GradientBackend failing = new GroupedGradients(new ReferenceSoftmax(), 4, Failure.COMPUTATION);
    assertThatThrownBy(() -> checksum(EngineMode.LOCAL, method, failing, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("out of memory");
  }

  /** A device whose own part of the step fails takes nobody's gradient away. */
  @Test
  void aDeviceThatFailsEndsTheRound() {
    Method method = dpsgd(StepOrder.ATC, LocalTraining.plain(0.05, 2), 1);
    GradientBackend failing = new GroupedGradients(new ReferenceSoftmax(), 4, Failure.DEVICE);
    assertThatThrownBy(() -> checksum(EngineMode.LOCAL, method, failing, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no such batch");
  }

  private long checksum(EngineMode mode, Method method, GradientBackend backend, int partitions) {
    Samples train = GaussianClasses.samples(1, 400, 4, 5);
    Assignment assignment =
        new Dirichlet(0.3, 1, true)
            .assign(train.labels(), train.classes(), DEVICES, new RandomStreams(SEED));
    try (Engine engine = engine(mode, method, backend, partitions, train, assignment)) {
      for (int round = 1; round <= ROUNDS; round++) {
        engine.round(round);
      }
      return engine.checksum();
    }
  }

  private Engine engine(
      EngineMode mode,
      Method method,
      GradientBackend backend,
      int partitions,
      Samples train,
      Assignment assignment) {
    RoundDefinition definition =
        new RoundDefinition(
            method,
            new Training(ModelZoo.definition("lr", 1, 4, 5, 3), backend, 16),
            Communication.over(new RandomDensity(DEVICES, 0.3, SEED)),
            SEED);
    CheckpointStore unused =
        new CheckpointStore(directory.toUri().toString(), spark.hadoopConfiguration());
    return new Engines(mode, spark, partitions)
        .create(definition, TrainingData.of(train, assignment), unused, 0);
  }
}
