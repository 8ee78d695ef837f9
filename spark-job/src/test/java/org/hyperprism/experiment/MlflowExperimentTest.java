package org.hyperprism.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.hyperprism.experiment.configuration.ConfigurationLoader;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.report.mlflow.TrackingServer;
import org.hyperprism.results.Summary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real runs as a server of MLflow's interface has them. */
@Timeout(300)
class MlflowExperimentTest extends SmallExperiments {

  private static final String[] SETTINGS = {
    "methods=[hyperprism,dpsgd]", "engine.mode=local", "engine.checkpointEvery=2"
  };

  private TrackingServer server;

  @BeforeEach
  void start() throws IOException {
    server = new TrackingServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String[] tracked(String address, String... more) {
    return with(with(SETTINGS, "tracking.mlflow=\"%s\"".formatted(address)), more);
  }

  @Test
  void aResumedRunTakesThePlaceOfWhatItWas() throws IOException {
    String[] settings = tracked(server.address(), "tracking.mlflowExperiment=gossip");
    assertThatThrownBy(() -> experiment("run", false, new RecordingObserver(5), settings).run())
        .isInstanceOf(RecordingObserver.CutOff.class);
    assertThat(server.run("run").status).isEqualTo("FAILED");
    assertThat(server.run("run").metrics.get("training_loss_mean/hyperprism"))
        .containsOnlyKeys(1L, 2L, 3L, 4L);

    Summary resumed = experiment("run", true, new RecordingObserver(), settings).run();

    assertThat(server.refused()).isEmpty();
    assertThat(server.experiments()).containsOnlyKeys("gossip");
    assertThat(server.runs()).hasSize(1);
    TrackingServer.Run run = server.run("run");
    assertThat(run.status).isEqualTo("FINISHED");
    assertThat(run.parameters)
        .containsEntry("devices", "10")
        .containsEntry("methods", "hyperprism, dpsgd")
        .containsEntry("data.name", "mnist-sample")
        .doesNotContainKeys("engine.mode", "tracking.mlflow");
    for (String method : List.of("hyperprism", "dpsgd")) {
      assertThat(run.metrics.get("training_loss_mean/" + method))
          .containsOnlyKeys(1L, 2L, 3L, 4L, 5L, 6L);
      assertThat(run.metrics.get("accuracy_mean/" + method))
          .containsOnlyKeys(3L, 6L)
          .containsEntry(6L, resumed.method(method).orElseThrow().finalAccuracy().orElseThrow());
    }
    assertThat(run.files)
        .containsOnlyKeys(
            "comparison.md", "environment.json", "metrics.csv", "resolved.conf", "summary.json")
        .containsEntry("metrics.csv", Files.readString(directory.resolve("run/metrics.csv")));
  }

  @Test
  void withoutItTheResultsAreTheSame() throws IOException {
    Summary with = run("with", tracked(server.address()));
    Summary without = run("without", SETTINGS);

    assertThat(checksums(with)).isEqualTo(checksums(without));
    assertThat(results("with")).isEqualTo(results("without"));
    assertThat(directory.resolve("without/mlflow.json")).doesNotExist();
  }

  @Test
  void aServerThatIsAwayFailsNoRun() throws IOException {
    String nobody;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = "http://127.0.0.1:" + socket.getLocalPort();
    }

    assertThat(run("away", tracked(nobody)).methods()).hasSize(2);
    assertThat(directory.resolve("away/summary.json")).exists();
  }

  @Test
  void aServerThatRefusesFailsNoRun() {
    server.refuse();

    assertThat(run("refused", tracked(server.address())).methods()).hasSize(2);
    assertThat(server.runs()).isEmpty();
  }

  @Test
  void anAddressThatIsNoneIsRefusedBeforeTheRun() {
    assertThatThrownBy(() -> experiment("no", false, new RecordingObserver(), tracked("mlruns")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("tracking.mlflow is 'mlruns', expected an address such as");
    String[] secret = tracked("http://ada:secret@localhost:5000");
    assertThatThrownBy(() -> experiment("no", false, new RecordingObserver(), secret))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("MLFLOW_TRACKING_USERNAME");
    assertThat(ConfigurationLoader.load(Optional.empty(), settings()).tracking().mlflowTarget())
        .isEmpty();
  }
}
