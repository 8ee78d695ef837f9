package org.hyperprism.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
          .contains("Spark 3.5.9, " + cluster.url())
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

  /** The page's commands without the launcher: in one JVM, and with the driver here. */
  @ParameterizedTest
  @ValueSource(strings = {"runs/quickstart", "runs/standalone"})
  void aPlainSparkSubmitIsQuiet(String place) throws IOException, InterruptedException {
    boolean onTheCluster = place.equals("runs/standalone");
    SparkSubmit sparkSubmit =
        new SparkSubmit(directory.resolve("bin-of-" + place), "--executor-memory 700m");
    Path out = directory.resolve("plain").resolve(place);
    Map<String, String> replaced = new HashMap<>();
    replaced.put(place, out.toString());
    // The other jar is on all clusters in other tests.
    replaced.put("target/hyperprism.jar", "target/hyperprism-thin.jar");
    if (onTheCluster) {
      replaced.put("spark://host:7077", cluster.url());
    }
    try (Program run =
        sparkSubmit.start(List.of("--out " + place), replaced, String.join(" ", SETTINGS))) {
      Program.Result result = run.result();

      assertThat(result.exitCode()).as(result.printed()).isZero();
      assertThat(result.out()).contains(onTheCluster ? cluster.url() : "local[*]");
      assertThat(RunResults.of(out)).isEqualTo(local);
      // spark-submit itself speaks before our program begins: of host names and native libraries.
      assertThat(result.err().lines()).as(result.err()).hasSizeLessThan(8);
      assertThat(result.err()).doesNotContain("INFO");
    }
  }

  /** Spark's master would try new ones for ever. */
  @Test
  void executorsThatCannotStartEndTheRun() throws IOException, InterruptedException {
    Map<String, String> environment = new HashMap<>(Launcher.environment());
    // Spark has Java pass over options that it does not know, but not over modules.
    environment.put(
        "HYPERPRISM_SPARK_OPTIONS",
        "--executor-memory 700m --conf spark.executor.extraJavaOptions=--add-modules=nowhere");
    List<String> arguments = new ArrayList<>(List.of("--master", cluster.url(), "--out", "none"));
    arguments.addAll(SETTINGS);
    long begin = System.nanoTime();
    try (Program run = Program.start(directory, environment, Launcher.quickstart(arguments))) {
      Program.Result result = run.result();

      assertThat(result.exitCode()).as(result.printed()).isEqualTo(2);
      String said =
          result.err().lines().filter(line -> line.startsWith("hyperprism: ")).toList().toString();
      assertThat(said)
          .containsPattern(
              "no executor has started in \\d+ s, and \\d+ have failed one after the other")
          .containsPattern("app-\\S+ on the worker \\S+:\\d+: Command exited with code 1")
          .contains("stderr of that worker's work directory", "spark.executor.*");
      assertThat(result.err()).doesNotContain("\tat ", "INFO");
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMinutes(2));
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
        Program mistaken = submit(sparkSubmit, "runs/base", settings);
        Program launched = launchMistaken()) {
      Program.Result result = run.result();
      Program.Result failed = mistaken.result();
      Program.Result told = launched.result();

      assertThat(result.exitCode()).as(result.printed()).isZero();
      assertThat(result.err()).containsPattern("State of driver \\S+ is FINISHED");
      assertThat(RunResults.of(out)).isEqualTo(local);
      // Spark 3.5 itself exits with 0 here, whatever comes of the driver.
      assertThat(failed.err()).containsPattern("State of driver \\S+ is FAILED");
      // The launcher reads that line.
      assertThat(told.exitCode()).as(told.printed()).isEqualTo(1);
      assertThat(told.err()).contains("hyperprism: the driver on the cluster has FAILED");
    }
  }

  private static Program launchMistaken() throws IOException {
    Map<String, String> environment = new HashMap<>(Launcher.environment());
    environment.put("HYPERPRISM_SPARK_OPTIONS", "--deploy-mode cluster --executor-memory 700m");
    return Program.start(
        directory,
        environment,
        Launcher.quickstart(List.of("--master", cluster.url(), "--out", "relative")));
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
