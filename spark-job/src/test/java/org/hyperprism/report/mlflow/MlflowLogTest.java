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

/** How long a server can hold up a run. */
class MlflowLogTest {

  private static final Duration PATIENCE = Duration.ofMillis(500);

  @TempDir Path folder;

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
