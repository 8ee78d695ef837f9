package org.hyperprism.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.hyperprism.engine.EngineMode;
import org.hyperprism.engine.Engines;
import org.hyperprism.engine.checkpoint.CheckpointStore;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.experiment.input.DataSource;
import org.hyperprism.experiment.input.ExperimentInputs;
import org.hyperprism.experiment.input.SourceData;
import org.hyperprism.simd.VectorModule;
import org.hyperprism.spark.JavaBroadcast;
import org.hyperprism.testing.JvmProbe;
import org.hyperprism.testing.WithSpark;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All rounds of every method of devices give the same parameters in all modes, over three
 * partitions, with SIMD and without; over all other numbers of partitions the first four do, and
 * all of them under the profile {@code matrix}.
 *
 * <p>What decides between SIMD and plain Java is one flag of the JVM, for the kernels of all
 * packages at once ({@link VectorModule}): this JVM has it, and {@link WithoutSimd} has not.
 */
@Tag("slow")
@WithSpark
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class RunModesTest {

  private static final List<Integer> THREE_PARTITIONS = List.of(3);

  /** Seven is no divisor of the sixteen devices; of sixteen partitions each has one. */
  private static final List<Integer> OTHER_PARTITIONS = List.of(1, 2, 7, 16);

  private static final int FIRST_ROUNDS = 4;

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
      List<RunCase> cases = RunCase.all();
      for (int index = 0; index < cases.size(); index++) {
        RunCase run = cases.get(index);
        ExperimentConfiguration configuration = run.configuration();
        Preparation preparation = Preparation.of(configuration, reader.read(configuration));
        String checksum =
            RunCase.checksum(
                Engines.onOneThread(
                    run.definition(configuration, preparation), preparation.data().training()),
                configuration.rounds());
        System.out.printf("%s %d %s%n", MARK, index, checksum);
      }
    }

    /** Runs the program with the flags of the launcher but for the one that brings SIMD. */
    static Map<RunCase, String> checksums() throws IOException, InterruptedException {
      List<String> flags =
          new ArrayList<>(Files.readAllLines(Path.of("..", "conf", "jvm.options")));
      assertThat(flags.remove(VectorModule.FLAG)).isTrue();
      String output = JvmProbe.run(Map.of("OMP_NUM_THREADS", "1"), flags, WithoutSimd.class);
      assertThat(output).contains(MARK + " bits 0");
      Map<RunCase, String> checksums = new HashMap<>();
      for (String line : output.lines().filter(line -> line.startsWith(MARK + " ")).toList()) {
        String[] words = line.split(" ");
        if (!words[1].equals("bits")) {
          checksums.put(RunCase.all().get(Integer.parseInt(words[1])), words[2]);
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
    data = JavaBroadcast.of(spark, DataSource.read(RunCase.all().get(0).configuration().data()));
  }

  @Test
  void differentMethodsHaveDifferentChecksums() {
    assertThat(VectorModule.obstacle()).as("SIMD in this JVM").isEmpty();
    assertThat(withoutSimd).containsOnlyKeys(RunCase.all());
    assertThat(withoutSimd.values()).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("org.hyperprism.experiment.RunCase#all")
  void everyModeAndPartitionCountGivesTheSameParameters(RunCase run) {
    String expected = withoutSimd.get(run);
    ExperimentConfiguration configuration = run.configuration();
    ExperimentInputs inputs = new ExperimentInputs.Reader().read(configuration);
    Preparation preparation = Preparation.of(configuration, inputs);
    int rounds = configuration.rounds();

    assertThat(carried(EngineMode.LOCAL, 1, run, preparation, rounds - 1))
        .as("a round less")
        .isNotEqualTo(expected);
    assertSameEverywhere(run, preparation, THREE_PARTITIONS, rounds, expected);
    String first = carried(EngineMode.LOCAL, 1, run, preparation, FIRST_ROUNDS);
    assertSameEverywhere(run, preparation, OTHER_PARTITIONS, FIRST_ROUNDS, first);
    TaskOutcome task = asTask(configuration, inputs);
    assertThat(task.failure()).isNull();
    assertThat(task.checksums()).as("sweep").containsEntry(run.method(), expected);
  }

  @Tag("matrix")
  @ParameterizedTest
  @MethodSource("org.hyperprism.experiment.RunCase#all")
  void allRoundsOverAllPartitionsGiveTheSameParameters(RunCase run) {
    ExperimentConfiguration configuration = run.configuration();
    Preparation preparation =
        Preparation.of(configuration, new ExperimentInputs.Reader().read(configuration));
    assertSameEverywhere(
        run, preparation, OTHER_PARTITIONS, configuration.rounds(), withoutSimd.get(run));
  }

  private static void assertSameEverywhere(
      RunCase run,
      Preparation preparation,
      List<Integer> partitionCounts,
      int rounds,
      @Nullable String expected) {
    for (int partitions : partitionCounts) {
      for (EngineMode mode : EngineMode.values()) {
        assertThat(carried(mode, partitions, run, preparation, rounds))
            .as("%d rounds, %s on %d partitions", rounds, mode, partitions)
            .isEqualTo(expected);
      }
    }
  }

  private static String carried(
      EngineMode mode, int partitions, RunCase run, Preparation preparation, int rounds) {
    return RunCase.checksum(
        new Engines(mode, spark, partitions)
            .create(
                run.definition(run.configuration(), preparation),
                preparation.data().training(),
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
            inputs.fleet(),
            "metrics.csv");
    return spark.parallelize(List.of(task), 1).map(ExperimentTask::run).first();
  }
}
