package org.hyperprism.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hyperprism.experiment.configuration.ConfigurationLoader;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.results.RunOptions;
import org.hyperprism.results.Summary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Experiments with a network in a file. */
class OwnNetworkTest {

  private static final Path SHIPPED = Path.of("../conf/models/batch-normalised-cnn.json");

  @TempDir Path directory;

  @Test
  void aNetworkInAFileGivesTheSameBitsInBothModes() throws IOException {
    Summary distributed =
        run("distributed", model(SHIPPED), "engine.mode=distributed", "engine.partitions=3");
    Summary local = run("local", model(SHIPPED.toRealPath().toUri()), "engine.mode=local");
    assertThat(checksums(local)).hasSize(2).isEqualTo(checksums(distributed));
    assertThat(directory.resolve("local/model.json")).hasSameTextualContentAs(SHIPPED);
    Summary decision =
        run(
            "parts",
            model(SHIPPED),
            "engine.mode=local",
            "methods=[hyperprism]",
            "hyperprism.p.representation=1",
            "modelParts=[representation,representation,representation,representation,representation,decision]");
    assertThat(checksums(decision)).doesNotContainAnyElementsOf(checksums(local));
  }

  @Test
  void aFileThatIsNoNetworkIsRefusedBeforeAnythingIsWritten() throws IOException {
    Path missing = directory.resolve("missing.json");
    assertThatThrownBy(() -> run("out", model(missing)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(missing + ": there is no such file")
        .hasMessageContaining("conf/models/batch-normalised-cnn.json");
    Path folder = Files.createDirectory(directory.resolve("folder.json"));
    assertThatThrownBy(() -> run("out", model(folder)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("cannot be read");
    assertThatThrownBy(() -> run("out", model("nowhere:///network.json")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("nowhere");
    Path broken = Files.writeString(directory.resolve("broken.json"), "{\n  confs");
    assertThatThrownBy(() -> run("out", model(broken)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(broken + ", line 2, column");
    assertThatThrownBy(() -> run("out", model(SHIPPED), "modelParts=[decision]"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("modelParts has 1 entries, expected 6");
    assertThatThrownBy(() -> run("out", "modelParts=[statistics]"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("running statistics are found by themselves");
    assertThat(directory.resolve("out")).doesNotExist();
  }

  @Test
  void aRunIsNotResumedWithAnotherNetwork() throws IOException {
    Path network = directory.resolve("network.json");
    String text = Files.readString(SHIPPED);
    Files.writeString(network, text);
    String[] settings = {model(network), "engine.checkpointEvery=1"};
    assertThatThrownBy(() -> experiment("cut", false, new RecordingObserver(1), settings).run())
        .isInstanceOf(RecordingObserver.CutOff.class);
    Files.writeString(network, text.replace("\"nout\" : 64", "\"nout\" : 65"));
    assertThatThrownBy(() -> experiment("cut", true, new RecordingObserver(), settings).run())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("was begun with another network in " + network)
        .hasMessageContaining("cut/model.json");
    Files.writeString(network, text);
    Summary resumed = experiment("cut", true, new RecordingObserver(), settings).run();
    assertThat(checksums(resumed)).isEqualTo(checksums(run("whole", settings)));
  }

  private Summary run(String out, String... settings) {
    return experiment(out, false, new RecordingObserver(), settings).run();
  }

  private Experiment experiment(
      String out, boolean resume, RecordingObserver observer, String... settings) {
    List<String> overrides =
        new ArrayList<>(
            List.of(
                "data.name=mnist-sample",
                "devices=4",
                "rounds=2",
                "train.batchSize=16",
                "evaluate.samples=50",
                "evaluate.every=2",
                "hyperprism.preset=mirror-atc"));
    overrides.addAll(Arrays.asList(settings));
    return new Experiment(
        ConfigurationLoader.load(Optional.empty(), overrides),
        new RunOptions(Optional.of(directory.resolve(out).toString()), false, resume),
        observer);
  }

  private static String model(Object file) {
    return "model=\"" + file + "\"";
  }

  private static List<String> checksums(Summary summary) {
    return summary.methods().stream().map(Summary.MethodSummary::parametersCrc32).toList();
  }
}
