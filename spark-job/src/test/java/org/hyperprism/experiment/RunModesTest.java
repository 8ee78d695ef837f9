package org.hyperprism.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.hyperprism.engine.EngineMode;
import org.hyperprism.engine.Engines;
import org.hyperprism.engine.checkpoint.CheckpointStore;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.experiment.input.DataSource;
import org.hyperprism.experiment.input.ExperimentInputs;
import org.hyperprism.experiment.input.SourceData;
import org.hyperprism.math.JvmProbe;
import org.hyperprism.math.VectorModule;
import org.hyperprism.method.MethodFactory;
import org.hyperprism.spark.JavaBroadcast;
import org.hyperprism.testing.WithSpark;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Twenty rounds of every method give the same parameters in all modes, over all partitions, with
 * SIMD and without.
 *
 * <p>What decides between SIMD and plain Java is one flag of the JVM, for the kernels of all
 * packages at once ({@link VectorModule}): this JVM has it, and {@link WithoutSimd} has not.
 */
@Tag("slow")
@WithSpark
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class RunModesTest {

  private static final List<Integer> PARTITIONS = List.of(1, 2, 3, 7, 16);

  private static JavaSparkContext spark;
  private static JavaBroadcast<SourceData> data;
  private static Map<RunCase, String> withoutSimd;

  /** Prints the checksum of every case, from a JVM that has no Vector API. */
  static final class WithoutSimd {

    private static final String MARK = "without-simd";

    private WithoutSimd() {}

    public static void main(String[] arguments) {
      System.out.printf("%s bits %d%n", MARK, VectorModule.bits());
      ExperimentInputs.Reader reader = new ExperimentInputs.Reader();
      for (RunCase run : RunCase.values()) {
        ExperimentConfiguration configuration = run.configuration();
        Preparation preparation = Preparation.of(configuration, reader.read(configuration));
        String checksum =
            RunCase.checksum(
                Engines.onOneThread(
                    run.definition(configuration, preparation), preparation.trainingData()),
                configuration.rounds());
        System.out.printf("%s %s %s%n", MARK, run, checksum);
      }
    }

    /** Runs the program with the flags of the launcher but for the one that brings SIMD. */
    static Map<RunCase, String> checksums() throws IOException, InterruptedException {
      List<String> flags =
          new ArrayList<>(Files.readAllLines(Path.of("..", "conf", "jvm.options")));
      assertThat(flags.remove(VectorModule.FLAG)).isTrue();
      String output = JvmProbe.run(Map.of("OMP_NUM_THREADS", "1"), flags, WithoutSimd.class);
      assertThat(output).contains(MARK + " bits 0");
      Map<RunCase, String> checksums = new EnumMap<>(RunCase.class);
      for (String line : output.lines().filter(line -> line.startsWith(MARK + " ")).toList()) {
        String[] words = line.split(" ");
        if (!words[1].equals("bits")) {
          checksums.put(RunCase.valueOf(words[1]), words[2]);
        }
      }
      return checksums;
    }
  }

  @BeforeAll
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  static void runWithoutSimd(JavaSparkContext spark) throws IOException, InterruptedException {
    RunModesTest.spark = spark;
    withoutSimd = WithoutSimd.checksums();
    data = JavaBroadcast.of(spark, DataSource.read(RunCase.DPSGD.configuration().data()));
  }

  @Test
  void differentMethodsHaveDifferentChecksums() {
    assertThat(VectorModule.obstacle()).as("SIMD in this JVM").isEmpty();
    assertThat(withoutSimd).containsOnlyKeys(RunCase.values());
    assertThat(withoutSimd.values()).doesNotHaveDuplicates();
  }

  @Test
  void noMethodIsLeftOut() {
    assertThat(Stream.of(RunCase.values()).map(RunCase::method))
        .containsAll(MethodFactory.all().names());
  }

  @ParameterizedTest
  @EnumSource(RunCase.class)
  void everyModeAndPartitionCountGivesTheSameParameters(RunCase run) {
    String expected = withoutSimd.get(run);
    ExperimentConfiguration configuration = run.configuration();
    ExperimentInputs inputs = new ExperimentInputs.Reader().read(configuration);
    Preparation preparation = Preparation.of(configuration, inputs);
    int rounds = configuration.rounds();

    assertThat(carried(EngineMode.LOCAL, 1, run, preparation, rounds - 1))
        .as("a round less")
        .isNotEqualTo(expected);
    for (int partitions : PARTITIONS) {
      for (EngineMode mode : EngineMode.values()) {
        assertThat(carried(mode, partitions, run, preparation, rounds))
            .as("%s on %d partitions", mode, partitions)
            .isEqualTo(expected);
      }
    }
    TaskOutcome task = asTask(configuration, inputs);
    assertThat(task.failure()).isNull();
    assertThat(task.checksums()).as("sweep").containsEntry(run.method(), expected);
  }

  private static String carried(
      EngineMode mode, int partitions, RunCase run, Preparation preparation, int rounds) {
    return RunCase.checksum(
        new Engines(mode, spark, partitions)
            .create(
                run.definition(run.configuration(), preparation),
                preparation.trainingData(),
                new CheckpointStore("file:///nowhere", new Configuration()),
                0),
        rounds);
  }

  /** A whole experiment as a task of a Spark job. */
  private static TaskOutcome asTask(
      ExperimentConfiguration configuration, ExperimentInputs inputs) {
    ExperimentTask task =
        new ExperimentTask(
            0,
            configuration,
            data,
            inputs.model(),
            inputs.communication(),
            inputs.start(),
            "metrics.csv");
    return spark.parallelize(List.of(task), 1).map(ExperimentTask::run).first();
  }
}
