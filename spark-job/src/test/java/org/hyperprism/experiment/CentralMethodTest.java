package org.hyperprism.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.hyperprism.experiment.configuration.ConfigurationLoader;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.experiment.input.GivenInputs;
import org.hyperprism.experiment.models.KeptRound;
import org.hyperprism.experiment.models.RunModels;
import org.hyperprism.experiment.session.SparkSessions;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.failure.EnvironmentException;
import org.hyperprism.results.RunOptions;
import org.hyperprism.results.Summary;
import org.hyperprism.testing.JvmProbe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code central-dl4j}: a method whose rounds are a centre's, in the tables of all others. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class CentralMethodTest extends SmallExperiments {

  private static final String[] BOTH = {
    "methods=[dpsgd,central-dl4j]", "model=mlp", "train.momentum=0.9", "engine.mode=local"
  };

  private static final int PARAMETERS = 784 * 128 + 128 + 128 * 10 + 10;

  /** Nobody waits for all rounds to be told that the centre after them cannot be had. */
  @ParameterizedTest
  @CsvSource({
    "central-dl4j, lr,  false, true",
    "dpsgd,        mlp, true,  true",
    "dpsgd,        lr,  true,  false", // Spark's own library
    "dpsgd,        mlp, false, false",
  })
  void aSessionThatTheLibraryCannotDoWithIsRefusedBeforeTheFirstRound(
      String method, String model, boolean isYardstick, boolean isRefused) {
    ExperimentConfiguration configuration =
        load("methods=[" + method + "]", "model=" + model, "evaluate.centralised=" + isYardstick);
    SparkConf kryo =
        new SparkConf().set("spark.serializer", "org.apache.spark.serializer.KryoSerializer");

    assertThat(
            catchThrowable(() -> CentralMethod.requireSuited(configuration, kryo))
                instanceof EnvironmentException)
        .isEqualTo(isRefused);
  }

  @Test
  void itStandsInTheTablesOfAllMethodsAndIsTheCentreOfTheSummary() throws IOException {
    Summary summary = run("both", with(BOTH, "evaluate.centralised=true", "evaluate.local=true"));

    double central = summary.method("central-dl4j").orElseThrow().finalAccuracy().orElseThrow();
    assertThat(summary.centralisedAccuracy().orElseThrow()).isCloseTo(central, within(1e-12));
    assertThat(central)
        .isGreaterThan(summary.method("dpsgd").orElseThrow().finalAccuracy().orElseThrow());
    List<Map<String, String>> rounds = central("both", "metrics.csv");
    assertThat(rounds).hasSize(6);
    for (Map<String, String> round : rounds) {
      assertThat(round)
          .containsEntry("edges", "0")
          .containsEntry("messages", "20")
          // Velocities travel with the models.
          .containsEntry("bytes_sent", Long.toString(20L * 2 * 4 * PARAMETERS))
          .containsEntry("p_decision", "1");
    }
    for (int round : new int[] {3, 6}) {
      assertThat(rounds.get(round - 1)).containsEntry("consensus_distance", "0");
      assertThat(number(rounds.get(round - 1), "accuracy_std")).isCloseTo(0, within(1e-12));
    }
    assertThat(number(rounds.get(5), "training_loss_mean"))
        .isLessThan(number(rounds.get(0), "training_loss_mean"));
    List<Map<String, String>> devices = central("both", "devices.csv");
    assertThat(devices).hasSize(10);
    for (Map<String, String> device : devices) {
      assertThat(number(device, "accuracy")).isCloseTo(central, within(1e-11));
    }
    assertThat(devices.stream().map(device -> device.get("local_accuracy")).distinct().count())
        .isGreaterThan(1);
    assertThat(central("both", "classes.csv")).hasSize(10);
    assertThat(read("both", "comparison.md")).anyMatch(line -> line.contains("central-dl4j"));
  }

  private static double number(Map<String, String> row, String column) {
    return Double.parseDouble(row.getOrDefault(column, "none"));
  }

  /** The rows of the method in a table, by column. */
  private List<Map<String, String>> central(String run, String file) throws IOException {
    return rows(run, file).stream()
        .filter(row -> "central-dl4j".equals(row.get("method")))
        .toList();
  }

  /** Runs an experiment into the folder that is its argument. */
  static final class OnOneCore {

    private OnOneCore() {}

    public static void main(String[] arguments) {
      new Experiment(
              ConfigurationLoader.load(Optional.empty(), settings(BOTH)),
              new RunOptions(Optional.of(arguments[0]), false, false),
              new RecordingObserver())
          .run();
    }
  }

  @Test
  void aRunThatWasCutOffAndOneOnAnotherNumberOfCoresGiveTheSameBytes()
      throws IOException, InterruptedException {
    Summary whole = run("whole", BOTH);
    String[] kept = with(BOTH, "engine.checkpointEvery=2");
    RecordingObserver cut = new RecordingObserver(11);
    assertThatThrownBy(() -> experiment("resumed", false, cut, kept).run())
        .isInstanceOf(RecordingObserver.CutOff.class);
    RecordingObserver rest = new RecordingObserver();
    Summary resumed =
        experiment("resumed", true, rest, with(kept, "engine.mode=distributed")).run();
    List<String> flags = new ArrayList<>(Files.readAllLines(Path.of("..", "conf", "jvm.options")));
    flags.addAll(
        List.of(
            "-Dspark.master=local[1]",
            "-Dspark.ui.enabled=false",
            "-Dspark.driver.host=127.0.0.1",
            "-Dspark.driver.bindAddress=127.0.0.1"));
    JvmProbe.run(Map.of(), flags, OnOneCore.class, path("one-core"));

    assertThat(rest.rounds).extracting(row -> row.method() + row.round()).contains("central-dl4j5");
    assertThat(rest.rounds).hasSize(2);
    assertThat(checksums(resumed)).isEqualTo(checksums(whole)).doesNotHaveDuplicates();
    for (String other : List.of("resumed", "one-core")) {
      assertThat(results(other)).isEqualTo(results("whole"));
      for (String file : List.of("devices.csv", "classes.csv")) {
        assertThat(read(other, file)).isEqualTo(read("whole", file));
      }
    }
  }

  @Test
  void everyDeviceKeepsTheCentresModelWhichBeganWithTheGivenOne() throws IOException {
    String one = StartModels.write(directory.resolve("start"), 1) + "/device-00000.parquet";
    String[] settings = {
      "methods=[central-dl4j]", "startFrom=\"" + one + "\"", "keepModels=[0,9]", "rounds=1"
    };
    run("kept", with(settings, "train.learningRate=1e-30"));

    RunModels models = RunModels.in(path("kept"), KeptRound.FINAL, new Configuration());
    for (int device : new int[] {0, 9}) {
      assertThat(models.of(Optional.of("central-dl4j"), device).weights())
          .containsExactly(StartModels.weights(StartModels.REGRESSION, 0));
    }
    try (FinalModels kept = FinalModels.kept()) {
      new InMemoryExperiment(
              ConfigurationLoader.load(
                  Optional.empty(), settings("methods=[central-dl4j]", "rounds=1")),
              GivenInputs.NONE,
              new RecordingObserver())
          .run(kept);
      float[][] all = kept.of("central-dl4j").toDriver();
      assertThat(all).hasNumberOfRows(10);
      assertThat(all[9]).isEqualTo(all[0]);
    } finally {
      SparkSessions.close();
    }
  }

  @Test
  void aCentreBeginsWithOneModelAndKnowsNoWeights() throws IOException {
    Path each = StartModels.write(directory.resolve("start"), 10);
    assertThatThrownBy(
            () -> run("each", "methods=[central-dl4j]", "startFrom=\"" + each + "\"", "rounds=1"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "startFrom has a model for each device, but methods holds central-dl4j, whose centre begins with one; expected the file of one model for all, or methods without it");
    assertThat(directory.resolve("each")).doesNotExist();
    assertThatThrownBy(
            () ->
                CentralMethod.requireSuited(
                    ConfigurationLoader.load(Optional.empty(), settings("methods=[central-dl4j]")),
                    true,
                    null))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(
            "the training samples have weights, but methods holds central-dl4j");
    assertThatCode(
            () ->
                CentralMethod.requireSuited(
                    ConfigurationLoader.load(Optional.empty(), settings()), true, null))
        .doesNotThrowAnyException();
  }

  @Test
  void numbersThatAreNotFiniteEndTheRunWithoutAdviceThatDoesNotHelp() {
    assertThatThrownBy(
            () -> run("diverged", "methods=[central-dl4j]", "central-dl4j.learningRate=1e39"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("central-dl4j diverged in round ")
        .hasMessageEndingWith("Lower its learning rate, central-dl4j.learningRate (now 1.0E39)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "engine.mode=sweep | engine.mode is sweep, in which experiments are tasks",
        "attack.kind=sign-flip | attack.kind is sign-flip, but methods holds central-dl4j, whose"
            + " centre has no devices that could lie; expected none, or methods without it",
        "defence.kind=median | defence.kind is median",
        "compression.kind=top-k | compression.kind is top-k",
        "time.enabled=true | time.enabled is true",
        "availability.kind=day-night | availability.kind is day-night",
        "availability.join=3 | availability.join is given",
        "availability.leave=3 | availability.leave is given",
        "featureSkew.rotation=10 | featureSkew.rotation is 10.0",
        "featureSkew.blur=1 | featureSkew.blur is 1.0",
        "featureSkew.noise=0.1 | featureSkew.noise is 0.1",
        "drift.rounds=[3] | drift.rounds is [3]",
        "train.localEpochs=2 | train.localEpochs is 2",
        "train.schedule.shape=cosine | train.schedule.shape is cosine",
        "train.schedule.warmUp=2 | train.schedule.warmUp is 2",
        "train.clipNorm=1 | train.clipNorm is 1.0",
        "train.onDivergence=drop | train.onDivergence is drop"
      })
  void whatACentreCannotDoIsRefused(String setting, String message) {
    assertThatThrownBy(() -> load("methods=[dpsgd,central-dl4j]", setting))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("methods holds central-dl4j")
        .hasMessageEndingWith("or methods without it");
    assertThatCode(() -> load("methods=[dpsgd]", setting)).doesNotThrowAnyException();
  }

  @Test
  void asAnExperimentOfASweepItIsNoTask() {
    assertThat(load("methods=[dpsgd,central-dl4j]").fitsATask()).isFalse();
    assertThat(load("methods=[dpsgd]").fitsATask()).isTrue();
  }

  private static ExperimentConfiguration load(String... settings) {
    return ConfigurationLoader.load(Optional.empty(), List.of(settings));
  }
}
