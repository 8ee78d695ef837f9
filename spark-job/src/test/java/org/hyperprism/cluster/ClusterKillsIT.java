package org.hyperprism.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.hyperprism.cluster.Submission.Mode;
import org.hyperprism.packaging.Program;
import org.hyperprism.packaging.RunResults;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes of a cluster are killed at random times, {@code -Dkills=N} of each kind, and the run
 * ends with the bytes of an undisturbed one. What the killed executors were doing is printed.
 */
@Tag("matrix")
@Timeout(value = 3, unit = TimeUnit.HOURS)
class ClusterKillsIT {

  private static final int KILLS = Integer.getInteger("kills", 2);

  /** So many in one run: Spark gives an application up after ten executors that fail in a row. */
  private static final int KILLS_A_RUN = 4;

  /**
   * Every part of a round takes long enough to be hit. Devices of sgp have numbers of their own
   * beside their vectors.
   */
  private static final String SETTINGS =
      "--set engine.mode=distributed --set devices=32 --set model=mlp --set rounds=20"
          + " --set train.localSteps=5 --set evaluate.every=5 --set evaluate.samples=100"
          + " --set engine.checkpointEvery=3 --set hyperprism.p=3 --set train.learningRate=0.1"
          + " --set 'methods=[hyperprism,sgp]'";

  /** Devices that come late, go away, lie and send little of what they have. */
  private static final String SIMULATED =
      " --set time.enabled=true --set 'time.speed=\"uniform 1e9 4e9\"' --set time.jitter=1"
          + " --set 'time.deadline=\"60%\"' --set time.fewerSteps=true --set time.late=keep"
          + " --set availability.kind=day-night --set availability.period=4 --set availability.jitter=1"
          + " --set attack.kind=little-is-enough --set attack.from=3 --set defence.kind=clipping"
          + " --set compression.kind=top-k --set links.messageLoss=0.1 --set drift.rounds=[8]"
          + " --set featureSkew.rotation=20 --set 'methods=[hyperprism]'"
          + " --set hyperprism.order=primal";

  private static final String ASYNCHRONOUS =
      " --set time.enabled=true --set 'time.speed=\"uniform 1e9 4e9\"' --set time.rate=1e9 --set train.localSteps=1"
          + " --set asynchrony.clock=fleet --set 'methods=[hyperprism]'"
          + " --set hyperprism.order=cta";

  @TempDir static Path directory;

  private final Random random = new Random(Long.getLong("kills.seed", 1));

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

  @Test
  void executors() throws IOException, InterruptedException {
    killExecutors("executors", SETTINGS, expected);
  }

  @Test
  void executorsOfASimulatedWorld() throws IOException, InterruptedException {
    String settings = SETTINGS + SIMULATED;
    killExecutors("executors-simulated", settings, submission.withoutSpark(settings));
  }

  @Test
  void executorsWithoutACommonClock() throws IOException, InterruptedException {
    String settings = SETTINGS + ASYNCHRONOUS;
    killExecutors("executors-asynchronous", settings, submission.withoutSpark(settings));
  }

  private void killExecutors(String name, String settings, RunResults expected)
      throws IOException, InterruptedException {
    Map<String, Integer> hit = new TreeMap<>();
    int killed = 0;
    for (int run = 0; killed < KILLS; run++) {
      Path out = directory.resolve(name + "-" + run);
      try (Program program = submission.start(Mode.STANDALONE_CLIENT, Map.of(), out, settings)) {
        program.await("hyperprism round");
        for (int kill = 0; kill < KILLS_A_RUN && killed < KILLS; kill++) {
          List<ProcessHandle> executors = submission.standalone(false).executors();
          if (executors.size() == 2) {
            ExecutorWork victim = ExecutorWork.listenTo(eldest(executors));
            pause(program, 2_000);
            if (program.process().isAlive()) {
              hit.merge(victim.now(), 1, Integer::sum);
              victim.executor().destroyForcibly();
              killed++;
            }
          }
          pause(program, 4_000);
        }
        assertSameBytes(program, out, expected);
      }
      print(name, killed, hit.toString());
    }
  }

  @Test
  void workers() throws IOException, InterruptedException {
    int killed = 0;
    for (int run = 0; killed < KILLS; run++) {
      Path out = directory.resolve("workers-" + run);
      try (Program program = submission.start(Mode.STANDALONE_CLIENT, Map.of(), out, SETTINGS)) {
        program.await("hyperprism round");
        for (int kill = 0; kill < KILLS_A_RUN && killed < KILLS; kill++) {
          pause(program, 3_000);
          if (program.process().isAlive()) {
            submission.standalone(false).replaceWorker(random.nextInt(2));
            killed++;
          }
        }
        assertSameBytes(program, out, expected);
      }
      print("workers", killed, "");
    }
  }

  @Test
  void driversThatResume() throws IOException, InterruptedException {
    int killed = 0;
    for (int run = 0; killed < KILLS; run++) {
      Path out = directory.resolve("drivers-" + run);
      String arguments = SETTINGS;
      for (int kill = 0; kill < KILLS_A_RUN && killed < KILLS; kill++) {
        try (Program program = submission.start(Mode.STANDALONE_CLIENT, Map.of(), out, arguments)) {
          program.await("mode distributed");
          pause(program, 4_000);
          if (!program.process().isAlive()) {
            break;
          }
          program.process().destroyForcibly();
          program.process().onExit().join();
          killed++;
          arguments =
              Files.exists(out.resolve("resolved.conf")) ? SETTINGS + " --resume" : SETTINGS;
        }
      }
      if (Files.notExists(out.resolve("summary.json"))) {
        try (Program program = submission.start(Mode.STANDALONE_CLIENT, Map.of(), out, arguments)) {
          assertSameBytes(program, out, expected);
        }
      }
      assertThat(RunResults.of(out)).isEqualTo(expected);
      print("drivers", killed, "");
    }
  }

  @Test
  void applicationMasters() throws IOException, InterruptedException {
    for (int killed = 1; killed <= KILLS; killed++) {
      Path out = directory.resolve("masters-" + killed);
      try (Program program = submission.start(Mode.YARN_CLUSTER, Map.of(), out, SETTINGS)) {
        while (program.process().isAlive() && Files.notExists(out.resolve("metrics.csv"))) {
          Thread.sleep(20);
        }
        pause(program, 3_000);
        List<ProcessHandle> masters = submission.yarn().applicationMasters();
        boolean hit = !masters.isEmpty() && masters.get(0).destroyForcibly();
        assertSameBytes(program, out, expected);
        print(
            "ApplicationMasters",
            killed,
            submission.yarn().latestOutcome() + (hit ? "" : ", missed"));
      }
    }
  }

  /** The one that surely works, while the other may just be starting. */
  private static ProcessHandle eldest(List<ProcessHandle> executors) {
    return executors.stream()
        .min(Comparator.comparing(executor -> executor.info().startInstant().orElseThrow()))
        .orElseThrow();
  }

  private void pause(Program program, int most) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(random.nextInt(most));
    while (System.nanoTime() < until && program.process().isAlive()) {
      Thread.sleep(5);
    }
  }

  private static void assertSameBytes(Program program, Path out, RunResults expected)
      throws IOException, InterruptedException {
    assertThat(program.process().onExit()).succeedsWithin(20, TimeUnit.MINUTES);
    Program.Result result = program.result();
    assertThat(result.exitCode()).as(result.printed()).isZero();
    assertThat(RunResults.of(out)).isEqualTo(expected);
  }

  @SuppressWarnings("SystemOut") // the figures are what such a series is run for
  private static void print(String what, int killed, String more) {
    System.out.printf("killed %s: %d of %d %s%n", what, killed, KILLS, more);
  }
}
