package org.hyperprism.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hyperprism.method.ExampleMethods.dpsgd;
import static org.hyperprism.method.ExampleMethods.hyperPrism;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.hyperprism.engine.block.DeviceBlock;
import org.hyperprism.engine.checkpoint.CheckpointStore;
import org.hyperprism.failure.DataException;
import org.hyperprism.method.LocalTraining;
import org.hyperprism.method.Method;
import org.hyperprism.method.StepOrder;
import org.hyperprism.model.Evaluation;
import org.hyperprism.testing.WithSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an engine leaves on disk, and begins again from. */
@WithSpark
class EngineCheckpointTest {

  private static final int ROUNDS = 6;

  private final JavaSparkContext spark;
  @TempDir Path directory;

  EngineCheckpointTest(JavaSparkContext spark) {
    this.spark = spark;
  }

  private SmallProblem problem() {
    return new SmallProblem(spark, directory);
  }

  @Test
  void aRunResumedOnOtherPartitionsEndsWithTheSameBits() {
    Method method = hyperPrism(3, 3, StepOrder.ATC, LocalTraining.plain(0.05, 1), 1);
    long checksum;
    List<Evaluation> evaluations;
    try (Engine engine = problem().engine(EngineMode.LOCAL, method, 2, 0, "unused")) {
      for (int round = 1; round <= ROUNDS; round++) {
        engine.round(round);
      }
      checksum = engine.checksum();
      evaluations = engine.evaluate(SmallProblem.test());
    }
    for (EngineMode mode : EngineMode.values()) {
      try (Engine engine = problem().engine(mode, method, 3, 0, "resume-" + mode)) {
        engine.round(1);
        engine.round(2);
        engine.checkpoint(2);
        engine.round(3);
        engine.checkpoint(3);
      }
      assertThat(problem().store("resume-" + mode).latestRound()).contains(3);
      try (Engine engine =
          problem().engine(EngineMode.DISTRIBUTED, method, 4, 3, "resume-" + mode)) {
        for (int round = 4; round <= ROUNDS; round++) {
          engine.round(round);
        }
        assertThat(engine.checksum()).isEqualTo(checksum);
        assertThat(engine.evaluate(SmallProblem.test())).isEqualTo(evaluations);
      }
    }
  }

  @Test
  void blocksOfACheckpointThatWasCutOffAreNotMixedWithNewOnes() throws Exception {
    Method method = dpsgd(StepOrder.ATC, LocalTraining.plain(0.05, 1), 1);
    try (Engine engine = problem().engine(EngineMode.LOCAL, method, 2, 0, "cut-off")) {
      engine.checkpoint(1);
    }
    Files.delete(directory.resolve("cut-off/round-1/complete"));
    for (EngineMode mode : EngineMode.values()) {
      try (Engine engine = problem().engine(mode, method, 3, 0, "cut-off")) {
        engine.checkpoint(1);
      }
      problem().engine(mode, method, 2, 1, "cut-off").close();
    }
  }

  @Test
  void aCheckpointThatFailsLeavesTheOneBefore() {
    CheckpointStore store = problem().store("failing");
    DeviceBlock block =
        DeviceBlock.zeros(
            0, SmallProblem.DEVICES, SmallProblem.model().layout().parameters(), 1, 3);
    store.save(1, () -> store.write(1, block));
    assertThatThrownBy(
            () ->
                store.save(
                    2,
                    () -> {
                      store.write(2, block);
                      throw new IllegalStateException("an executor is lost");
                    }))
        .hasMessage("an executor is lost");
    assertThat(store.latestRound()).contains(1);
    assertThat(directory.resolve("failing/round-2")).doesNotExist();
  }

  @Test
  void aDamagedCheckpointIsNamed() throws Exception {
    Method method = dpsgd(StepOrder.ATC, LocalTraining.plain(0.05, 1), 1);
    try (Engine engine = problem().engine(EngineMode.LOCAL, method, 2, 0, "damaged")) {
      engine.checkpoint(1);
    }
    Path file;
    try (var files = Files.list(directory.resolve("damaged/round-1"))) {
      file = files.filter(f -> f.toString().endsWith(".bin")).sorted().findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(file);
    bytes[100] ^= 1;
    Files.write(file, bytes);
    assertThatThrownBy(() -> problem().engine(EngineMode.LOCAL, method, 2, 1, "damaged"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(file.getFileName().toString())
        .hasMessageEndingWith("or begin anew");
    Files.delete(file);
    assertThatThrownBy(() -> problem().engine(EngineMode.LOCAL, method, 1, 1, "damaged"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("of the devices 0 to 10");
  }
}
