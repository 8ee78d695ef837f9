package org.hyperprism.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.hyperprism.algorithm.Algorithm;
import org.hyperprism.algorithm.MethodName;
import org.hyperprism.engine.Carrier;
import org.hyperprism.engine.Carriers;
import org.hyperprism.engine.CheckpointStore;
import org.hyperprism.engine.EngineMode;
import org.hyperprism.engine.RoundProgram;
import org.hyperprism.experiment.configuration.ConfigurationLoader;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Twenty rounds of every method give the same parameters in all modes, over all partitions. */
@Tag("slow")
class RunModesTest {

  private static final List<Integer> PARTITIONS = List.of(1, 2, 3, 7, 16);

  @TempDir static Path directory;

  private static JavaSparkContext spark;
  private static Broadcast<SourceData> data;

  @BeforeAll
  static void startSpark() {
    spark = SparkSessions.context();
    data = spark.broadcast(DataSource.read(configuration(MethodName.DPSGD).data()));
  }

  @AfterAll
  static void stopSpark() {
    SparkSessions.close();
  }

  @ParameterizedTest
  @EnumSource(MethodName.class)
  void everyModeAndPartitionCountGivesTheSameParameters(MethodName method) {
    ExperimentConfiguration configuration = configuration(method);
    ExperimentInputs inputs = new ExperimentInputs.Reader().read(configuration);
    Preparation preparation = Preparation.of(configuration, inputs);

    TaskOutcome task =
        spark
            .parallelize(
                List.of(
                    new ExperimentTask(
                        0, configuration, data, inputs.model(), inputs.communication(), "")),
                1)
            .map(ExperimentTask::run)
            .first();

    assertThat(task.failure()).isNull();
    String expected = task.checksums().get(method);
    assertThat(expected).isNotEqualTo(beforeTheFirstRound(configuration, preparation, method));
    for (int partitions : PARTITIONS) {
      for (EngineMode mode : EngineMode.values()) {
        assertThat(run(mode, partitions, configuration, preparation, method))
            .as("%s on %d partitions", mode, partitions)
            .isEqualTo(expected);
      }
    }
  }

  private static String run(
      EngineMode mode,
      int partitions,
      ExperimentConfiguration configuration,
      Preparation preparation,
      MethodName method) {
    try (Carrier carrier = carrier(mode, partitions, configuration, preparation, method)) {
      for (int round = 1; round <= configuration.rounds(); round++) {
        carrier.round(round);
      }
      return "%08x".formatted(carrier.checksum());
    }
  }

  private static String beforeTheFirstRound(
      ExperimentConfiguration configuration, Preparation preparation, MethodName method) {
    try (Carrier carrier = carrier(EngineMode.LOCAL, 1, configuration, preparation, method)) {
      return "%08x".formatted(carrier.checksum());
    }
  }

  private static Carrier carrier(
      EngineMode mode,
      int partitions,
      ExperimentConfiguration configuration,
      Preparation preparation,
      MethodName method) {
    Algorithm algorithm = Algorithms.create(method, configuration, preparation.model().layout());
    RoundProgram program =
        new RoundProgram(
            algorithm,
            preparation.model(),
            preparation.backend().gradients(),
            preparation.communication(),
            configuration.seed(),
            configuration.train().batchSize(),
            configuration.train().onDivergence());
    return Carriers.create(
        mode,
        spark,
        program,
        partitions,
        preparation.dataset().train(),
        preparation.assignment(),
        new CheckpointStore(directory.toUri() + "/" + method.key(), new Configuration()),
        0);
  }

  private static ExperimentConfiguration configuration(MethodName method) {
    return ConfigurationLoader.load(
        Optional.empty(),
        List.of(
            "data.name=mnist-sample",
            "methods=[" + method.key() + "]",
            "devices=16",
            "rounds=20",
            "train.batchSize=8",
            "evaluate.every=20"));
  }
}
