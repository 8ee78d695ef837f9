package org.hyperprism.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.hyperprism.cluster.Submission.Mode;
import org.hyperprism.packaging.Program;
import org.hyperprism.packaging.RunResults;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way to submit a run gives its bytes and says how it ended, whatever a site has set. */
@Tag("matrix")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SubmissionMatrixIT {

  private static final String SETTINGS =
      "--set engine.mode=distributed --set devices=6 --set rounds=4 --set evaluate.every=2"
          + " --set evaluate.samples=200 --set engine.checkpointEvery=2 --set 'methods=[dpsgd]'";

  private static final Map<String, String> KRYO =
      Map.of("spark.serializer", "org.apache.spark.serializer.KryoSerializer");

  @TempDir static Path directory;

  @SuppressWarnings("NullAway.Init") // JUnit calls the method that sets it
  private static Submission submission;

  @SuppressWarnings("NullAway.Init")
  private static RunResults expected;

  @BeforeAll
  static void runWithoutSpark() throws IOException, InterruptedException {
    submission = new Submission(directory);
    expected = submission.withoutSpark(SETTINGS);
  }

  @AfterAll
  static void stopTheClusters() throws IOException, InterruptedException {
    submission.close();
  }

  static List<Arguments> everything() {
    List<Arguments> all = new ArrayList<>();
    for (Mode mode : Mode.values()) {
      for (boolean kryo : new boolean[] {false, true}) {
        for (boolean secured : new boolean[] {false, true}) {
          all.add(Arguments.of(mode, kryo, secured));
        }
      }
    }
    return all;
  }

  @ParameterizedTest(name = "{0}, Kryo {1}, authentication and encryption {2}")
  @MethodSource("everything")
  void everyWayGivesTheSameBytes(Mode mode, boolean kryo, boolean secured)
      throws IOException, InterruptedException {
    Map<String, String> site = new TreeMap<>(kryo ? KRYO : Map.of());
    site.putAll(secured ? Submission.SECURED : Map.of());
    Path out = directory.resolve("%s-%s-%s".formatted(mode, kryo, secured));

    try (Program run = submission.start(mode, site, out, SETTINGS)) {
      Program.Result result = run.result();

      assertThat(result.exitCode()).as(result.printed()).isZero();
      assertThat(RunResults.of(out)).isEqualTo(expected);
      switch (mode) {
        case STANDALONE_CLUSTER ->
            assertThat(result.err()).containsPattern("State of driver \\S+ is FINISHED");
        case YARN_CLIENT, YARN_CLUSTER ->
            assertThat(submission.yarn().latestOutcome())
                .isEqualTo(new YarnCluster.Outcome("SUCCEEDED", 1));
        case LOCAL, STANDALONE_CLIENT -> {}
      }
    }
  }

  /** What Spark heeds on a cluster alone. */
  static List<Arguments> schedules() {
    return List.of(
        Arguments.of(
            Map.of(
                "spark.dynamicAllocation.enabled", "true",
                "spark.dynamicAllocation.shuffleTracking.enabled", "true",
                "spark.dynamicAllocation.minExecutors", "1",
                "spark.dynamicAllocation.initialExecutors", "1")),
        Arguments.of(
            Map.of(
                "spark.serializer", KRYO.get("spark.serializer"),
                "spark.kryo.registrationRequired", "true",
                "spark.kryo.classesToRegister", "org.hyperprism.spark.JavaSerialized")));
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void executorsMayComeAndGo(Map<String, String> site) throws IOException, InterruptedException {
    runs("site-" + site.hashCode(), site);
  }

  @Test
  void tasksMayRunTwice() throws IOException, InterruptedException {
    Path log = Files.createDirectory(directory.resolve("events"));
    runs(
        "speculation",
        Map.of(
            "spark.speculation", "true",
            "spark.speculation.multiplier", "1.01",
            "spark.speculation.quantile", "0.1",
            "spark.speculation.interval", "10ms",
            "spark.speculation.minTaskRuntime", "1ms",
            "spark.speculation.efficiency.enabled", "false",
            "spark.eventLog.enabled", "true",
            "spark.eventLog.dir", log.toUri().toString()));

    try (Stream<Path> logs = Files.list(log)) {
      assertThat(Files.readString(logs.findFirst().orElseThrow()))
          .as("a task runs twice")
          .contains("\"Speculative\":true");
    }
  }

  private static void runs(String name, Map<String, String> site)
      throws IOException, InterruptedException {
    Path out = directory.resolve(name);
    try (Program run = submission.start(Mode.STANDALONE_CLIENT, site, out, SETTINGS)) {
      Program.Result result = run.result();

      assertThat(result.exitCode()).as(result.printed()).isZero();
      assertThat(RunResults.of(out)).isEqualTo(expected);
    }
  }

  /**
   * The table is the first thing that an executor is needed for, and not to blame. YARN gives up by
   * itself after some failures; a standalone master never does: StandaloneClusterIT.
   */
  @Test
  void executorsThatCannotStartAreSaidToBeIt() throws IOException, InterruptedException {
    Path table = directory.resolve("table.csv");
    Files.writeString(table, "label,x\n" + "0,1\n1,2\n".repeat(20));
    // Spark has Java pass over options that it does not know, but not over modules.
    Map<String, String> site = Map.of("spark.executor.extraJavaOptions", "--add-modules=nowhere");
    String settings =
        " --set data.name=table --set 'data.path=\"%s\"' --set devices=3".formatted(table);

    try (Program run =
        submission.start(Mode.YARN_CLIENT, site, directory.resolve("none"), SETTINGS + settings)) {
      Program.Result result = run.result();

      assertThat(result.exitCode()).as(result.printed()).isEqualTo(2);
      assertThat(result.err())
          .contains("hyperprism: Spark has ended the application", "executors cannot be started")
          .doesNotContain("every line is a row of numbers");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aMistakeIsSaidOnceInEveryWay(Mode mode) throws IOException, InterruptedException {
    String mistaken = SETTINGS + " --set 'data.path=\"/nowhere/at/all.csv\"'";
    Path out = directory.resolve(mode + "-mistaken");

    try (Program run = submission.start(mode, Map.of(), out, mistaken)) {
      Program.Result result = run.result();

      switch (mode) {
        case LOCAL, STANDALONE_CLIENT, YARN_CLIENT -> {
          assertThat(result.exitCode()).as(result.printed()).isEqualTo(2);
          assertThat(result.err()).contains("hyperprism: ").contains("/nowhere/at/all.csv");
        }
        case STANDALONE_CLUSTER ->
            // Spark 3.5 itself exits with 0 here, whatever comes of the driver.
            assertThat(result.err()).containsPattern("State of driver \\S+ is FAILED");
        case YARN_CLUSTER -> {
          assertThat(result.exitCode()).as(result.printed()).isEqualTo(1);
          assertThat(result.printed()).contains("/nowhere/at/all.csv");
          assertThat(submission.yarn().latestOutcome())
              .isEqualTo(new YarnCluster.Outcome("FAILED", 1));
        }
      }
    }
  }
}
