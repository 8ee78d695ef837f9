package org.hyperprism.experiment;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.hyperprism.experiment.configuration.ConfigurationLoader;
import org.hyperprism.experiment.input.GivenInputs;
import org.hyperprism.experiment.models.KeptRound;
import org.hyperprism.experiment.models.ModelFile;
import org.hyperprism.experiment.models.RunModels;
import org.hyperprism.experiment.models.StoredModel;
import org.hyperprism.experiment.session.SparkSessions;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.failure.DataException;
import org.hyperprism.results.RunOptions;
import org.hyperprism.results.Summary;
import org.junit.jupiter.api.Test;

/** The final models that a run directory keeps. */
class KeptModelsTest extends SmallExperiments {

  private static final String TWO = "keepModels=[9,4]";
  private static final String BEST = "keepBestModels=[4]";

  @Test
  void noRunOverwritesTheModelsThatItIsToStartFrom() throws IOException {
    run("first", "keepModels=all", "methods=[dpsgd]", "rounds=1", "evaluate.rounds=[]");
    Path models = directory.resolve("first/models/method=dpsgd");
    RunOptions overwrite = new RunOptions(Optional.of(path("first")), true, false);
    String start = "startFrom=\"" + models + "\"";

    assertThatThrownBy(() -> experiment("first", overwrite, start).run())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("which is to be overwritten; expected another --out");
    assertThat(models.resolve("device-00009.parquet")).exists();
  }

  @Test
  void theModelsOfTheChosenDevicesAreThoseOfTheRunHoweverItIsCarriedOut() throws IOException {
    String start = "startFrom=\"" + StartModels.write(directory.resolve("start"), 10) + "\"";
    Summary spread = run("spread", TWO, BEST, start, "engine.partitions=3");
    Summary together =
        run("together", TWO, BEST, start, "engine.mode=local", "engine.partitions=1");

    assertThat(checksums(together)).isEqualTo(checksums(spread));
    List<String> files =
        List.of(
            "method=dpsgd/device-00004.parquet",
            "method=dpsgd/device-00009.parquet",
            "method=hyperprism/device-00004.parquet",
            "method=hyperprism/device-00009.parquet");
    assertThat(models("spread")).isEqualTo(files);
    assertThat(models("together")).isEqualTo(files);
    for (String file : files) {
      assertThat(directory.resolve("together/models").resolve(file))
          .hasSameBinaryContentAs(directory.resolve("spread/models").resolve(file));
    }
    for (String method : List.of("dpsgd", "hyperprism")) {
      String best = "best-models/method=%s/device-00004.parquet".formatted(method);
      assertThat(directory.resolve("together").resolve(best))
          .hasSameBinaryContentAs(directory.resolve("spread").resolve(best));
    }
    try (FinalModels kept = FinalModels.kept()) {
      new InMemoryExperiment(
              ConfigurationLoader.load(Optional.empty(), settings(start, "engine.mode=local")),
              GivenInputs.NONE,
              new RecordingObserver())
          .run(kept);
      RunModels stored = RunModels.in(path("spread"), KeptRound.FINAL, new Configuration());
      for (String method : kept.methods()) {
        assertThat(stored.of(Optional.of(method), 9).weights())
            .containsExactly(kept.of(method).model(9));
      }
    } finally {
      SparkSessions.close();
    }
  }

  private List<String> models(String run) throws IOException {
    Path models = directory.resolve(run).resolve("models");
    try (Stream<Path> files = Files.walk(models)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> models.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void sparkReadsThemAsOneTable() {
    run("table", "keepModels=all", "rounds=1", "model=mlp");
    try (SparkSession spark = SparkSessions.open()) {
      Dataset<Row> table = spark.read().parquet(path("table/models"));
      assertThat(table.columns())
          .containsExactly("device", "layer", "parameter", "shape", "values", "method");
      assertThat(table.count()).isEqualTo(2 * 10 * 4);
      List<Row> rows =
          table
              .where("device = 3 and method = 'dpsgd'")
              .orderBy("layer", "parameter")
              .collectAsList();
      assertThat(rows.stream().map(row -> row.getInt(1) + row.getString(2) + row.getList(3)))
          .containsExactly("0W[128, 784]", "0b[128]", "1W[10, 128]", "1b[10]");
      assertThat(rows.get(0).getList(4)).hasSize(128 * 784);
    }
  }

  @Test
  void aRunThatGoesOnMayKeepMoreThanItBeganWith() throws IOException {
    Path start = StartModels.write(directory.resolve("start"), 2).resolve("device-00001.parquet");
    String[] settings = {"startFrom=\"" + start + "\"", "engine.checkpointEvery=3"};
    run("whole", with(settings, "keepModels=all"));
    assertThatThrownBy(() -> experiment("on", false, new RecordingObserver(10), settings).run())
        .isInstanceOf(RecordingObserver.CutOff.class);
    byte[] model = Files.readAllBytes(start);
    Files.copy(start.resolveSibling("device-00000.parquet"), start, REPLACE_EXISTING);
    assertThatThrownBy(() -> experiment("on", true, new RecordingObserver(), settings).run())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("begun with other models of startFrom: they have the CRC-32");
    Files.write(start, model);

    experiment("on", true, new RecordingObserver(), with(settings, "keepModels=all")).run();

    assertThat(models("on")).hasSize(20).isEqualTo(models("whole"));
    for (String file : models("on")) {
      assertThat(directory.resolve("on/models").resolve(file))
          .hasSameBinaryContentAs(directory.resolve("whole/models").resolve(file));
    }
  }

  @Test
  void theBestRoundIsKeptAlsoByARunThatGoesOn() throws IOException {
    String[] upAndDown = {
      "methods=[dpsgd]",
      "dpsgd.learningRate=3",
      "evaluate.every=1",
      "engine.checkpointEvery=2",
      "engine.mode=local",
      "keepBestModels=[4]"
    };
    run("whole", upAndDown);
    int best = bestRound("whole");
    assertThat(best).isEqualTo(5);
    RecordingObserver cut = new RecordingObserver(best);
    assertThatThrownBy(() -> experiment("on", false, cut, upAndDown).run())
        .isInstanceOf(RecordingObserver.CutOff.class);
    String[] others = upAndDown.clone();
    others[5] = "keepBestModels=all";
    assertThatThrownBy(() -> experiment("on", true, new RecordingObserver(), others).run())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("begun with other settings: now 'keepBestModels = all'");
    experiment("on", true, new RecordingObserver(), upAndDown).run();
    String[] untilThen = upAndDown.clone();
    untilThen[5] = "keepModels=[4]";
    run(
        "until then",
        Stream.concat(Stream.of(untilThen), Stream.of("rounds=" + best)).toArray(String[]::new));

    assertThat(directory.resolve("on/best-models/method=dpsgd/device-00004.parquet"))
        .hasSameBinaryContentAs(
            directory.resolve("whole/best-models/method=dpsgd/device-00004.parquet"));
    StoredModel kept =
        RunModels.in(path("on"), KeptRound.BEST, new Configuration()).of(Optional.empty(), 4);
    assertThat(kept.description().round()).isEqualTo(best);
    assertThat(kept.weights())
        .containsExactly(
            RunModels.in(path("until then"), KeptRound.FINAL, new Configuration())
                .of(Optional.empty(), 4)
                .weights());
    assertThatThrownBy(() -> RunModels.in(path("on"), KeptRound.FINAL, new Configuration()))
        .hasMessageContaining("keeps no models; ");
    assertThatThrownBy(() -> RunModels.in(path("until then"), KeptRound.BEST, new Configuration()))
        .hasMessageContaining("keeps no models of its best round; ")
        .hasMessageContaining("--set 'keepBestModels=all'");
  }

  /** By its metrics. */
  private int bestRound(String run) throws IOException {
    int best = 0;
    double highest = -1;
    List<String> rows = read(run, "metrics.csv");
    for (String row : rows.subList(1, rows.size())) {
      double accuracy = Double.parseDouble(row.split(",")[2]);
      if (accuracy > highest) {
        highest = accuracy;
        best = Integer.parseInt(row.split(",")[1]);
      }
    }
    return best;
  }

  @Test
  void noModelIsKeptUnlessAskedFor() {
    run("none");
    assertThat(directory.resolve("none/models")).doesNotExist();
    assertThat(directory.resolve("none/best-models")).doesNotExist();
  }

  @Test
  void whatCannotBeKeptIsRefused() {
    assertRefused(
        "keepModels=[3,10]", "expected devices from 0 to 9, as the setting devices is 10");
    assertRefused("keepBestModels=[10]", "expected devices from 0 to 9");
    assertRefused("keepModels=[-1]", "none, all, or a list of devices");
    assertRefused("keepModels=some", "none, all, or a list of devices");
    assertThatThrownBy(() -> load(TWO, "engine.mode=sweep"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("engine.mode = sweep");
    assertThat(load(TWO).keepModels()).hasToString("KeptModels[all=false, devices=[4, 9]]");
  }

  private void assertRefused(String setting, String message) {
    assertThatThrownBy(() -> load(setting))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(message);
  }

  private static org.hyperprism.experiment.configuration.ExperimentConfiguration load(
      String... settings) {
    return ConfigurationLoader.load(Optional.empty(), settings(settings));
  }

  @Test
  void aFileThatHoldsNoModelIsRefused() throws IOException {
    run("tables", "rounds=1", "methods=[dpsgd]");
    Path text = Files.writeString(directory.resolve("text.parquet"), "weights, weights, weights");
    Path table = directory.resolve("tables/devices.parquet/part-00000.snappy.parquet");
    Path missing = directory.resolve("missing.parquet");

    for (Path none : List.of(text, table)) {
      assertThatThrownBy(() -> ModelFile.read(none.toString(), new Configuration()))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("holds no model");
    }
    assertThatThrownBy(() -> ModelFile.read(missing.toString(), new Configuration()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("is not there");
  }
}
