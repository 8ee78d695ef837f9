package org.hyperprism.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hyperprism.method.ExampleMethods.dpsgd;
import static org.hyperprism.method.ExampleMethods.hyperPrism;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.api.java.JavaSparkContext;
import org.hyperprism.asynchrony.FixedPace;
import org.hyperprism.asynchrony.WaveSchedule;
import org.hyperprism.method.LocalTraining;
import org.hyperprism.method.Method;
import org.hyperprism.method.StepOrder;
import org.hyperprism.testing.WithSpark;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Devices without a common clock on every engine, and after a resume. */
@WithSpark
class AsynchronousEngineTest {

  private static final int ROUNDS = 4;

  private final JavaSparkContext spark;
  @TempDir Path directory;

  AsynchronousEngineTest(JavaSparkContext spark) {
    this.spark = spark;
  }

  private record Outcome(
      List<Double> trainingLoss, List<Long> edges, double consensusDistance, long checksum) {}

  static List<Method> methods() {
    LocalTraining step = LocalTraining.plain(0.05, 1);
    return List.of(dpsgd(StepOrder.CTA, step, 1), hyperPrism(3, 3, StepOrder.PRIMAL, step, 1));
  }

  private Engine engine(EngineMode mode, Method method, int partitions, int resumeAfter) {
    double[] computing = new Random(5).doubles(SmallProblem.DEVICES, 0.5, 3).toArray();
    WaveSchedule waves =
        WaveSchedule.of(new FixedPace(computing, 0.1), SmallProblem.links(), SmallProblem.SEED);
    return new Engines(mode, spark, partitions)
        .create(
            SmallProblem.definition(method).inWaves(waves),
            SmallProblem.data(),
            new SmallProblem(spark, directory).store("asynchronous"),
            resumeAfter);
  }

  private Outcome run(EngineMode mode, Method method, int partitions) {
    try (Engine engine = engine(mode, method, partitions, 0)) {
      List<Double> losses = new ArrayList<>();
      List<Long> edges = new ArrayList<>();
      for (int round = 1; round <= ROUNDS; round++) {
        RoundReport report = engine.round(round);
        for (double loss : report.trainingLoss()) {
          losses.add(loss);
        }
        edges.add(report.edges());
      }
      return new Outcome(losses, edges, engine.consensusDistance(), engine.checksum());
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void everyEngineAndPartitionCountGivesTheSameBits(Method method) {
    Outcome expected = run(EngineMode.LOCAL, method, 1);
    assertThat(expected.consensusDistance).isPositive();
    // A meeting for each of as many gradients as there are devices, less those that find nobody.
    assertThat(expected.edges)
        .allSatisfy(edges -> assertThat(edges).isBetween(12L, 2L * SmallProblem.DEVICES));
    assertThat(run(EngineMode.LOCAL, method, 4)).isEqualTo(expected);
    for (int partitions : new int[] {1, 2, 3, 7, 16}) {
      assertThat(run(EngineMode.DISTRIBUTED, method, partitions))
          .as("%d partitions", partitions)
          .isEqualTo(expected);
    }
  }

  /** What a device has read before a checkpoint it takes its gradient at after it. */
  @ParameterizedTest
  @MethodSource("methods")
  void aResumeGoesOnWithTheGradientsThatWereBegun(Method method) {
    long expected = run(EngineMode.LOCAL, method, 2).checksum;
    try (Engine engine = engine(EngineMode.DISTRIBUTED, method, 2, 0)) {
      engine.round(1);
      engine.round(2);
      engine.checkpoint(2);
    }
    try (Engine engine = engine(EngineMode.LOCAL, method, 3, 2)) {
      engine.round(3);
      engine.round(4);
      assertThat(engine.checksum()).isEqualTo(expected);
    }
  }
}
