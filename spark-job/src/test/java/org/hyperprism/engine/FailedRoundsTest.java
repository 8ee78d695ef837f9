package org.hyperprism.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hyperprism.method.ExampleMethods.mudag;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.BlockManager;
import org.apache.spark.storage.RDDBlockId;
import org.hyperprism.failure.EnvironmentException;
import org.hyperprism.method.Method;
import org.hyperprism.model.Evaluation;
import org.hyperprism.testing.WithSpark;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.LinkSchedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rounds that fail or lose what is in memory, against rounds that do not. */
@WithSpark
class FailedRoundsTest {

  private static final int ROUNDS = 6;

  private final JavaSparkContext spark;
  @TempDir Path directory;

  FailedRoundsTest(JavaSparkContext spark) {
    this.spark = spark;
  }

  /** As when the executor is lost that held them. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void lostBlocksAreMadeAnewWithTheSameBits(boolean withCheckpoint) {
    Method method = mudag(0.05, 10, 3, 0.99);
    List<Evaluation> evaluations;
    double consensusDistance;
    long checksum;
    try (Engine engine = undisturbed(method)) {
      evaluations = engine.evaluate(SmallProblem.test());
      consensusDistance = engine.consensusDistance();
      checksum = engine.checksum();
    }
    try (Engine engine =
        new SmallProblem(spark, directory)
            .engine(EngineMode.DISTRIBUTED, method, 3, 0, "lost-" + withCheckpoint)) {
      for (int round = 1; round <= ROUNDS; round++) {
        loseBlocks();
        engine.round(round);
        if (withCheckpoint && round == 3) {
          loseBlocks();
          engine.checkpoint(round);
        }
      }
      loseBlocks();
      assertThat(engine.evaluate(SmallProblem.test())).isEqualTo(evaluations);
      loseBlocks();
      assertThat(engine.consensusDistance()).isEqualTo(consensusDistance);
      loseBlocks();
      assertThat(engine.checksum()).isEqualTo(checksum);
      AtomicInteger tries = new AtomicInteger();
      engine.withModels(
          models -> {
            if (tries.incrementAndGet() == 1) {
              loseBlocks();
            }
            assertThat(models.blocks(spark).count()).isEqualTo(3);
          });
      assertThat(tries).hasValue(2);
      try (DeviceModels models = engine.models()) {
        loseBlocks();
        assertThatThrownBy(models::toDriver)
            .isInstanceOf(EnvironmentException.class)
            .hasMessageContaining("an executor that is lost");
      }
    }
  }

  /** A round that fails leaves nothing behind, and may be tried again. */
  @Test
  void afterAFailedRoundOnlyTheDevicesStay() {
    Method method = mudag(0.05, 10, 3, 0.99);
    long checksum;
    try (Engine engine = undisturbed(method)) {
      checksum = engine.checksum();
    }
    RoundDefinition failing =
        SmallProblem.definition(method)
            .over(
                Communication.over(
                    new FailsInTheLastRound(SmallProblem.DEVICES, SmallProblem.links())));
    try (Engine engine =
        new Engines(EngineMode.DISTRIBUTED, spark, 3)
            .create(failing, SmallProblem.data(), null, 0)) {
      for (int round = 1; round < ROUNDS; round++) {
        engine.round(round);
      }
      Set<Integer> before = Set.copyOf(spark.getPersistentRDDs().keySet());
      FailsInTheLastRound.FAILS.set(true);
      assertThatThrownBy(() -> engine.round(ROUNDS)).hasStackTraceContaining("as the test wants");
      FailsInTheLastRound.FAILS.set(false);
      assertThat(spark.getPersistentRDDs().keySet()).isEqualTo(before);
      engine.round(ROUNDS);
      assertThat(engine.checksum()).isEqualTo(checksum);
    }
  }

  /** Links that cannot be drawn while the test wants that. */
  private record FailsInTheLastRound(int devices, LinkSchedule links) implements LinkSchedule {

    private static final long serialVersionUID = 1L;
    static final AtomicBoolean FAILS = new AtomicBoolean();

    @Override
    public Graph graph(int round) {
      if (round == ROUNDS && FAILS.get()) {
        throw new IllegalStateException("as the test wants");
      }
      return links.graph(round);
    }
  }

  /** All rounds of the method with nothing lost. */
  private Engine undisturbed(Method method) {
    Engine engine =
        new SmallProblem(spark, directory).engine(EngineMode.LOCAL, method, 2, 0, "undisturbed");
    for (int round = 1; round <= ROUNDS; round++) {
      engine.round(round);
    }
    return engine;
  }

  private void loseBlocks() {
    BlockManager blocks = SparkEnv.get().blockManager();
    for (int rdd : spark.getPersistentRDDs().keySet()) {
      blocks.removeBlock(new RDDBlockId(rdd, 1), true);
    }
  }
}
