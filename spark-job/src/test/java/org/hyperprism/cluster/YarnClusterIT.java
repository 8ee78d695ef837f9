package org.hyperprism.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.hyperprism.packaging.Launcher;
import org.hyperprism.packaging.Program;
import org.hyperprism.packaging.RunResults;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page's commands for YARN: what becomes of the application, and how often. */
@Tag("slow")
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class YarnClusterIT {

  private static final String SETTINGS =
      "--set engine.mode=distributed --set devices=6 --set rounds=12 --set evaluate.every=1"
          + " --set evaluate.samples=200 --set engine.checkpointEvery=3 --set 'methods=[dpsgd]'";

  /** One small executor, and the loopback address wherever YARN starts something. */
  private static final String OPTIONS =
      "--num-executors 1 --executor-memory 600m --driver-memory 700m"
          + " --conf spark.executorEnv.SPARK_LOCAL_IP=127.0.0.1"
          + " --conf spark.yarn.appMasterEnv.SPARK_LOCAL_IP=127.0.0.1"
          + " --conf spark.yarn.appMasterEnv.SPARK_LOCAL_HOSTNAME=127.0.0.1"
          + " --conf 'spark.yarn.jars=local:%s/spark/*'";

  private static final Pattern APPLICATION = Pattern.compile("application_\\d+_\\d+");

  @TempDir static Path directory;

  @SuppressWarnings("NullAway.Init") // JUnit calls the method that sets it
  private static YarnCluster cluster;

  @SuppressWarnings("NullAway.Init")
  private static SparkSubmit sparkSubmit;

  /** What the run gives in one JVM. */
  @SuppressWarnings("NullAway.Init")
  private static RunResults alone;

  @BeforeAll
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  static void startYarn() throws IOException, InterruptedException {
    Path layout =
        Path.of(Objects.requireNonNull(System.getProperty("layout.directory"))).toAbsolutePath();
    cluster = YarnCluster.start(directory.resolve("yarn"));
    sparkSubmit = new SparkSubmit(directory.resolve("bin"), OPTIONS.formatted(layout));
    alone = alone();
  }

  @AfterAll
  static void stopYarn() throws IOException, InterruptedException {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void aDriverThatIsLostIsBegunAnewAndGoesOnWithItsRun() throws IOException, InterruptedException {
    Path out = directory.resolve("out");
    Path mine =
        Files.writeString(directory.resolve("mine.conf"), "include \"conf/quickstart.conf\"\n");
    try (Program run = submit(mine, out)) {
      Path metrics = out.resolve("metrics.csv");
      while (run.process().isAlive()
          && (Files.notExists(metrics) || Files.readAllLines(metrics).size() < 1 + 4)) {
        Thread.sleep(50);
      }
      List<ProcessHandle> masters = cluster.applicationMasters();
      assertThat(masters).hasSize(1);
      assertThat(masters.get(0).destroyForcibly()).isTrue();

      Program.Result result = run.result();

      assertThat(result.exitCode()).as(result.printed()).isZero();
      assertThat(cluster.attempts(application(result))).isEqualTo(2);
      assertThat(RunResults.of(out)).isEqualTo(alone);
      assertThat(out.resolve("checkpoints")).doesNotExist();
    }
  }

  @Test
  void aMistakeIsNamedAndNotTriedAgain() throws IOException, InterruptedException {
    try (Program run = submit("runs/base")) {
      Program.Result result = run.result();

      assertThat(result.exitCode()).as(result.printed()).isEqualTo(1);
      assertThat(result.printed())
          .contains("hyperprism: --out: runs/base is a relative path, and in cluster mode");
      assertThat(cluster.attempts(application(result))).isEqualTo(1);
    }
  }

  @Test
  void aDriverHereGivesTheBytesOfALocalRun() throws IOException, InterruptedException {
    Path out = directory.resolve("here");

    try (Program run =
        sparkSubmit.start(
            List.of("--out runs/yarn"),
            Map.of(
                "/etc/hadoop/conf",
                cluster.configuration().toString(),
                "runs/yarn",
                out.toString()),
            SETTINGS)) {
      Program.Result result = run.result();

      assertThat(result.exitCode()).as(result.printed()).isZero();
      assertThat(result.out()).contains("Spark 3.5.9, yarn");
      assertThat(RunResults.of(out)).isEqualTo(alone);
    }
  }

  private static RunResults alone() throws IOException, InterruptedException {
    String run = String.join(" ", Launcher.quickstart(List.of("--out", "alone")));
    Program.Result result =
        Program.run(directory, Launcher.environment(), List.of("bash", "-c", run + " " + SETTINGS));
    assertThat(result.exitCode()).as(result.printed()).isZero();
    return RunResults.of(directory.resolve("alone"));
  }

  /** The page's command with a configuration that includes the page's, and is taken along too. */
  private static Program submit(Path configuration, Path out) throws IOException {
    return sparkSubmit.start(
        List.of("--master yarn", "--deploy-mode cluster", "conf/quickstart.conf"),
        Map.of(
            "/etc/hadoop/conf",
            cluster.configuration().toString(),
            "--files conf/quickstart.conf",
            "--files " + configuration + ",conf/quickstart.conf",
            "run conf/quickstart.conf",
            "run " + configuration,
            "hdfs:///results/quickstart",
            out.toString()),
        SETTINGS);
  }

  private static Program submit(String out) throws IOException {
    return sparkSubmit.start(
        List.of("--master yarn", "--deploy-mode cluster", "conf/quickstart.conf"),
        Map.of(
            "/etc/hadoop/conf",
            cluster.configuration().toString(),
            "hdfs:///results/quickstart",
            out),
        SETTINGS);
  }

  private static String application(Program.Result result) {
    return APPLICATION
        .matcher(result.printed())
        .results()
        .map(MatchResult::group)
        .findFirst()
        .orElseThrow(() -> new AssertionError(result.printed()));
  }
}
