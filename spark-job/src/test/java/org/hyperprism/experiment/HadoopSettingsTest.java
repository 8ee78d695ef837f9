package org.hyperprism.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.hyperprism.dataset.Datasets;
import org.hyperprism.experiment.configuration.ConfigurationLoader;
import org.hyperprism.experiment.input.DataSource;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.failure.HyperPrismException;
import org.hyperprism.results.HadoopSettings;
import org.hyperprism.results.RunOptions;
import org.hyperprism.results.Summary;
import org.hyperprism.results.recorded.RecordedRuns;
import org.hyperprism.testing.WithSpark;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * {@code spark.hadoop.*} reaches every file of a run, before Spark starts and after: each lies on a
 * file system that nothing else makes known.
 */
@WithSpark
class HadoopSettingsTest extends SmallExperiments {

  private static final Map<String, String> SPARK =
      Map.of(
          "spark.master",
          "local[2]",
          "spark.driver.host",
          "127.0.0.1",
          "spark.driver.bindAddress",
          "127.0.0.1",
          "spark.ui.enabled",
          "false",
          ElsewhereFileSystem.SETTING,
          ElsewhereFileSystem.class.getName());

  @BeforeEach
  void setSettings(SparkSession shared) {
    shared.stop(); // a JVM has one Spark; the next test class gets a new one
    SPARK.forEach(System::setProperty);
  }

  @AfterEach
  void clearSettings() {
    SPARK.keySet().forEach(System::clearProperty);
  }

  @Test
  void dataTraceCheckpointsAndResultsMayLieAnywhere() throws IOException {
    Path raw = Files.createDirectory(directory.resolve("raw"));
    for (String file :
        List.of("t10k-images-idx3", "t10k-labels-idx1", "train-images-idx3", "train-labels-idx1")) {
      String name = file + "-ubyte.gz";
      try (InputStream in = Datasets.class.getResourceAsStream("mnist-sample/" + name)) {
        Files.copy(Objects.requireNonNull(in), raw.resolve(name));
      }
    }
    Path trace =
        Files.copy(Path.of("../conf/traces/ns3-20.parquet"), directory.resolve("t.parquet"));
    Path times = directory.resolve("times.csv");
    StringBuilder rows = new StringBuilder("device,from,to\n");
    for (int device = 0; device < 20; device++) {
      rows.append(device).append(',').append(1 + device % 3).append(",\n");
    }
    Files.writeString(times, rows);
    String[] links = {
      "devices=20",
      "rounds=4",
      "methods=[dpsgd]",
      "links.kind=trace",
      "availability.kind=trace",
      "availability.path=\"" + times + "\""
    };
    Path start = StartModels.write(directory.resolve("start"), 20);
    Summary here = run("here", with(links, "links.path=" + trace, "startFrom=" + start));

    Summary there =
        runElsewhere(
            "there",
            with(
                links,
                "links.path=\"" + elsewhere("t.parquet") + "\"",
                "availability.path=\"" + elsewhere("times.csv") + "\"",
                "data.path=\"" + elsewhere("raw") + "\"",
                "startFrom=\"" + elsewhere("start") + "\"",
                "engine.checkpointEvery=2",
                "engine.checkpointDirectory=\"" + elsewhere("kept") + "\""));

    assertThat(checksums(there)).isEqualTo(checksums(here));
    assertThat(results("there")).isEqualTo(results("here"));
    assertThat(directory.resolve("kept")).isDirectory();
    assertThat(RecordedRuns.read(List.of(elsewhere("there")), HadoopSettings.current())).hasSize(1);
  }

  @Test
  void storedDataMayLieAnywhere() throws IOException {
    String stored = elsewhere("stored");
    String[] small = {"methods=[dpsgd]", "rounds=3", "engine.mode=local"};
    DataSource.store(ConfigurationLoader.load(Optional.empty(), settings(small)), stored, false);
    Summary here = run("here", small);

    for (String mode : List.of("local", "distributed")) {
      Summary there =
          runElsewhere(mode, with(small, "data.path=\"" + stored + "\"", "engine.mode=" + mode));

      assertThat(checksums(there)).isEqualTo(checksums(here));
      assertThat(results(mode)).isEqualTo(results("here"));
      for (String table : List.of("partition.csv", "devices.csv", "classes.csv")) {
        assertThat(read(mode, table)).isEqualTo(read("here", table));
      }
    }
  }

  @Test
  void whatIsMissingThereIsSaidAsItIsHere() {
    assertThatThrownBy(() -> run("out", "model=\"" + elsewhere("net.json") + "\""))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("net.json: there is no such file");
    assertThatThrownBy(() -> run("out", "data.path=\"" + elsewhere("nowhere") + "\""))
        .isInstanceOf(HyperPrismException.class)
        .hasMessageContaining(elsewhere("nowhere") + ", does not exist");
    assertThat(directory.resolve("out")).doesNotExist();
  }

  private String elsewhere(String name) {
    return "elsewhere://" + path(name);
  }

  private Summary runElsewhere(String name, String... settings) {
    return new Experiment(
            ConfigurationLoader.load(Optional.empty(), settings(settings)),
            new RunOptions(Optional.of(elsewhere(name)), false, false),
            new RecordingObserver())
        .run();
  }
}
