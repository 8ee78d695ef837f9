package org.hyperprism.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.hyperprism.packaging.ExamplePlugIn;
import org.hyperprism.packaging.Launcher;
import org.hyperprism.packaging.Program;
import org.hyperprism.packaging.RunResults;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar on a master and two workers gives what it gives in one JVM. */
@Tag("slow")
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class StandaloneClusterIT {

  private static final List<String> SETTINGS =
      List.of(
          "--set",
          "engine.mode=distributed",
          "--set",
          "devices=8",
          "--set",
          "rounds=8",
          "--set",
          "evaluate.every=2",
          "--set",
          "evaluate.samples=200",
          "--set",
          "engine.checkpointEvery=3");

  @TempDir static Path directory;

  @SuppressWarnings("NullAway.Init") // JUnit calls the method that sets it
  private static StandaloneCluster cluster;

  @SuppressWarnings("NullAway.Init")
  private static RunResults local;

  @BeforeAll
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  static void startTheClusterAndRunWithoutIt() throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(SETTINGS);
    arguments.addAll(List.of("--out", "local"));
    Program.Result result = Launcher.runQuickstart(directory, arguments);
    assertThat(result.exitCode()).as(result.printed()).isZero();
    local = RunResults.of(directory.resolve("local"));
    cluster = StandaloneCluster.start(directory.resolve("spark-home"));
  }

  @AfterAll
  static void stopTheCluster() throws IOException, InterruptedException {
    if (cluster != null) {
      cluster.close();
    }
  }

  /** The first run's executors are looked at before one of them is lost. */
  @Test
  void aClusterGivesTheSameBitsAndALostExecutorChangesNothing()
      throws IOException, InterruptedException {
    try (Program run = start("loss", List.of(), Map.of())) {
      run.await("hyperprism round 2/8");
      List<ProcessHandle> executors = cluster.executors();
      assertThat(executors).hasSize(2);
      for (ProcessHandle executor : executors) {
        assertThat(StandaloneCluster.commandLine(executor))
            .containsAll(Files.readAllLines(Path.of("..", "conf", "jvm.options")));
        assertThat(StandaloneCluster.environment(executor))
            .contains("OMP_NUM_THREADS=1", "OPENBLAS_NUM_THREADS=1");
      }
      run.await("hyperprism round 4/8");
      ProcessHandle victim = executors.get(0);
      assertThat(victim.destroyForcibly()).isTrue();

      Program.Result result = run.result();

      assertThat(victim.isAlive()).isFalse();
      assertThat(result.exitCode()).as(result.printed()).isZero();
      assertThat(result.err()).contains("Lost executor");
      assertThat(result.out())
          .contains("Spark 3.5.5, " + cluster.url())
          .contains("devices in 4 blocks")
          .contains("conv. round")
          .contains(local.checksums().values());
      assertThat(RunResults.of(directory.resolve("loss"))).isEqualTo(local);
    }
  }

  /** Executors get the jars of the plug-in folder by --jars. */
  @Test
  void executorsReadATraceThemselvesAndRunAMethodOfAUsersOwnJar()
      throws IOException, InterruptedException {
    Path plugins = directory.resolve("plugins");
    ExamplePlugIn.build(plugins);
    List<String> settings =
        List.of(
            "--set",
            "methods=[lazy-gossip]",
            "--set",
            "links.kind=trace",
            "--set",
            "links.path=" + Path.of("../conf/traces/ns3-20.parquet").toRealPath(),
            "--set",
            "devices=20",
            "--set",
            "rounds=4");
    List<String> arguments = new ArrayList<>(SETTINGS);
    arguments.addAll(settings);
    arguments.addAll(List.of("--out", "local-trace"));
    Map<String, String> environment = new HashMap<>(Launcher.environment());
    environment.put("HYPERPRISM_PLUGINS", plugins.toString());
    Program.Result alone = Program.run(directory, environment, Launcher.quickstart(arguments));
    assertThat(alone.exitCode()).as(alone.printed()).isZero();

    try (Program run = start("trace", settings, Map.of("HYPERPRISM_PLUGINS", plugins.toString()))) {
      Program.Result result = run.result();

      assertThat(result.exitCode()).as(result.printed()).isZero();
      assertThat(RunResults.of(directory.resolve("trace")))
          .isEqualTo(RunResults.of(directory.resolve("local-trace")))
          .isNotEqualTo(local);
    }
  }

  /** The page's command without the launcher. */
  @Test
  void aPlainSparkSubmitIsQuiet() throws IOException, InterruptedException {
    SparkSubmit sparkSubmit =
        new SparkSubmit(
            directory.resolve("plain"), "--executor-memory 700m --master " + cluster.url());
    Path out = directory.resolve("plain-run");
    try (Program run =
        sparkSubmit.start(
            List.of("--out runs/quickstart"),
            // The other jar is on all clusters in other tests.
            Map.of(
                "runs/quickstart",
                out.toString(),
                "target/hyperprism.jar",
                "target/hyperprism-thin.jar"),
            String.join(" ", SETTINGS))) {
      Program.Result result = run.result();

      assertThat(result.exitCode()).as(result.printed()).isZero();
      assertThat(RunResults.of(out)).isEqualTo(local);
      // spark-submit itself speaks before our program begins: of host names and native libraries.
      assertThat(result.err().lines()).as(result.err()).hasSizeLessThan(8);
      assertThat(result.err()).doesNotContain("INFO");
    }
  }

  /** The page's command for a standalone cluster in cluster mode. */
  @Test
  void aDriverOnTheClusterEndsAsItsRunDoes() throws IOException, InterruptedException {
    SparkSubmit sparkSubmit =
        new SparkSubmit(directory.resolve("bin"), "--driver-memory 768m --executor-memory 700m");
    Path out = directory.resolve("cluster-mode");
    String settings = String.join(" ", SETTINGS);

    try (Program run = submit(sparkSubmit, out.toString(), settings);
        Program mistaken = submit(sparkSubmit, "runs/base", settings)) {
      Program.Result result = run.result();
      Program.Result failed = mistaken.result();

      assertThat(result.exitCode()).as(result.printed()).isZero();
      assertThat(result.err()).containsPattern("State of driver \\S+ is FINISHED");
      assertThat(RunResults.of(out)).isEqualTo(local);
      // Spark 3.5 itself exits with 0 here, whatever comes of the driver.
      assertThat(failed.err()).containsPattern("State of driver \\S+ is FAILED");
    }
  }

  private static Program submit(SparkSubmit sparkSubmit, String out, String settings)
      throws IOException {
    return sparkSubmit.start(
        List.of("--master spark://host:7077", "--deploy-mode cluster"),
        Map.of("spark://host:7077", cluster.url(), "/shared/results/quickstart", out),
        settings);
  }

  private static Program start(String out, List<String> more, Map<String, String> variables)
      throws IOException {
    Map<String, String> environment = new HashMap<>(Launcher.environment());
    environment.putAll(variables);
    environment.put("HYPERPRISM_SPARK_OPTIONS", "--executor-memory 700m");
    List<String> arguments = new ArrayList<>(List.of("--master", cluster.url(), "--out", out));
    arguments.addAll(SETTINGS);
    arguments.addAll(more);
    return Program.start(directory, environment, Launcher.quickstart(arguments));
  }
}
