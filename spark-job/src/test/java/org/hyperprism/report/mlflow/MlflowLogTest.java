package org.hyperprism.report.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.hyperprism.results.ResultTables;
import org.hyperprism.results.RunDirectory;
import org.hyperprism.results.RunOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mlflow.api.proto.Service.RunInfo;

/** How long a server can hold up a run. */
class MlflowLogTest {

  private static final Duration PATIENCE = Duration.ofMillis(500);

  @TempDir Path folder;

  private RunDirectory resumed(String name) {
    return RunDirectory.existing(folder.resolve(name).toString(), new Configuration())
        .orElseThrow();
  }

  private RunDirectory directory(String name) {
    return RunDirectory.locate(
            new RunOptions(Optional.of(folder.resolve(name).toString()), false, false),
            new Configuration())
        .claim();
  }

  @Test
  @Timeout(60)
  void aServerThatDoesNotAnswerIsWaitedForOnce() throws IOException {
    try (TrackingServer server = new TrackingServer()) {
      MlflowTarget target = new MlflowTarget(server.address(), "late");
      ResultTables tables = new ResultTables(2);
      server.hang();
      long begin = System.nanoTime();
      try (MlflowLog log = new MlflowLog(target, directory("run"), Map.of("a", "b"), PATIENCE)) {
        for (int i = 0; i < 100; i++) {
          log.append(tables);
        }
        log.finish(tables);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .isBetween(PATIENCE, PATIENCE.multipliedBy(50));
    }
  }

  @Test
  @Timeout(60)
  void theExperimentsOfASweepThatReachedNoServerDoNotTry() throws IOException {
    try (TrackingServer server = new TrackingServer()) {
      MlflowTarget target = new MlflowTarget(server.address(), "hyperprism");
      RunDirectory sweep = directory("sweep");
      server.refuse();
      new MlflowSweep(target, sweep, Map.of(), PATIENCE).close();
      assertThat(folder.resolve("sweep/mlflow.json")).content().contains("\"run_id\" : \"\"");
    }
    try (TrackingServer server = new TrackingServer()) {
      MlflowTarget target = new MlflowTarget(server.address(), "hyperprism");
      try (MlflowLog log = new MlflowLog(target, directory("sweep/cell"), Map.of(), PATIENCE)) {
        log.append(new ResultTables(2));
      }
      assertThat(server.runs()).isEmpty();
      Duration enough = Duration.ofSeconds(20);
      try (MlflowLog log = new MlflowLog(target, directory("alone"), Map.of(), enough)) {
        log.append(new ResultTables(2));
      }
      assertThat(server.runs()).hasSize(1);
    }
  }

  @Test
  @Timeout(60)
  void afterOneThatWaitedInVainTheOthersOfASweepDoNot() throws IOException {
    try (TrackingServer server = new TrackingServer()) {
      MlflowTarget target = new MlflowTarget(server.address(), "hyperprism");
      RunDirectory sweep = directory("sweep");
      new MlflowSweep(target, sweep, Map.of(), Duration.ofSeconds(20)).close();
      server.hang();
      long begin = System.nanoTime();
      for (int cell = 0; cell < 100; cell++) {
        new MlflowLog(target, directory("sweep/cell" + cell), Map.of("a", "b"), PATIENCE).close();
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .isBetween(PATIENCE, PATIENCE.multipliedBy(50));
      assertThat(folder.resolve("sweep/mlflow.json")).content().contains("run1", "silent");
    }
    // A sweep that is resumed tries again.
    try (TrackingServer server = new TrackingServer()) {
      MlflowTarget target = new MlflowTarget(server.address(), "hyperprism");
      Duration enough = Duration.ofSeconds(20);
      try (MlflowSweep again = new MlflowSweep(target, resumed("sweep"), Map.of(), enough)) {
        new MlflowLog(target, directory("sweep/cell"), Map.of(), enough).close();
      }
      assertThat(server.runs()).hasSize(2);
    }
  }

  @Test
  @Timeout(60)
  void aPasswordOrATokenIsThatOfTheEnvironment() throws Exception {
    Map<String, String> password =
        Map.of("MLFLOW_TRACKING_USERNAME", "ada", "MLFLOW_TRACKING_PASSWORD", "pass:w\u00f6rd");
    Map<String, String> token = Map.of("MLFLOW_TRACKING_TOKEN", "t0ken");
    // Of "ada:pass:w\u00f6rd" in UTF-8, as RFC 7617 has it.
    assertIsLetIn(password, "Basic YWRhOnBhc3M6d8O2cmQ=");
    assertIsLetIn(token, "Bearer t0ken");
    assertThat(new MlflowCredentials(Map.of()).authorization()).isEmpty();
  }

  private static void assertIsLetIn(Map<String, String> environment, String header)
      throws IOException {
    try (TrackingServer server = new TrackingServer()) {
      server.askFor(header);
      MlflowTarget target = new MlflowTarget(server.address(), "hyperprism");
      Duration enough = Duration.ofSeconds(20);
      MlflowCredentials credentials = new MlflowCredentials(environment);
      try (MlflowConnection connection = new MlflowConnection(target, credentials, enough)) {
        RunInfo run =
            connection
                .attempt(client -> client.createRun(client.createExperiment("of a password")))
                .orElseThrow();
        assertThat(
                connection.attempt(
                    client -> connection.upload(run.getArtifactUri(), "metrics.csv", "1")))
            .isPresent();
      }
      assertThat(server.runs().values())
          .singleElement()
          .satisfies(run -> assertThat(run.files).containsEntry("metrics.csv", "1"));
    }
    try (TrackingServer server = new TrackingServer()) {
      server.askFor(header);
      MlflowTarget target = new MlflowTarget(server.address(), "hyperprism");
      MlflowCredentials none = new MlflowCredentials(Map.of());
      try (MlflowConnection connection =
          new MlflowConnection(target, none, Duration.ofSeconds(20))) {
        assertThat(connection.attempt(client -> client.createExperiment("of nobody"))).isEmpty();
      }
    }
  }

  @Test
  @Timeout(60)
  void longSettingsAndManyAreSentAsMlflowTakesThem() throws IOException {
    try (TrackingServer server = new TrackingServer()) {
      MlflowTarget target = new MlflowTarget(server.address() + "/", "hyperprism");
      Map<String, String> many = new TreeMap<>();
      for (int i = 0; i < 250; i++) {
        many.put("setting-" + i, "v".repeat(10 * i));
      }
      try (MlflowLog log =
          new MlflowLog(target, directory("run"), many, PATIENCE.multipliedBy(20))) {
        log.finish(new ResultTables(2));
      }
      assertThat(server.refused()).isEmpty();
      assertThat(server.run("run").parameters).hasSize(250);
      assertThat(server.run("run").parameters.get("setting-200")).hasSize(500);
      assertThat(server.run("run").status).isEqualTo("FINISHED");
    }
  }
}
