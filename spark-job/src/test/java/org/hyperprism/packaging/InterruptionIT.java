package org.hyperprism.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.hyperprism.report.mlflow.TrackingServer;
import org.hyperprism.testing.CtrlC;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class InterruptionIT {

  private static final List<String> SETTINGS =
      List.of(
          "--set",
          "engine.mode=distributed",
          "--set",
          "devices=8",
          "--set",
          "rounds=30",
          "--set",
          "evaluate.every=1",
          "--set",
          "evaluate.samples=200",
          "--set",
          "engine.checkpointEvery=1000");

  @TempDir Path directory;

  @Test
  void anInterruptedRunSaysSoAndIsResumedToTheSameResults()
      throws IOException, InterruptedException {
    Program.Result whole = Launcher.runQuickstart(directory, arguments("whole"));
    assertThat(whole.exitCode()).as(whole.printed()).isZero();

    try (TrackingServer server = new TrackingServer()) {
      assertIsResumed(server);
    }
  }

  private void assertIsResumed(TrackingServer server) throws IOException, InterruptedException {
    String tracking = "tracking.mlflow=\"%s\"".formatted(server.address());
    List<String> begun = arguments("run", "--set", tracking);
    List<String> goingOn = arguments("run", "--set", tracking, "--resume");
    // No checkpoint is due but that of the last round: the others are those of an interruption.
    String first = interrupt("INT", 130, begun, "hyperprism round 6/30");
    assertThat(server.run("run").status).isEqualTo("KILLED");
    String second = interrupt("TERM", 143, goingOn, "hyperprism round 12/30");
    Program.Result resumed = Launcher.runQuickstart(directory, goingOn);

    assertThat(resumed.exitCode()).as(resumed.printed()).isZero();
    assertThat(first).contains("hyperprism round 6/30");
    assertThat(second).doesNotContain("hyperprism round 6/30").contains("hyperprism round 12/30");
    assertThat(resumed.out())
        .doesNotContain("hyperprism round 12/30")
        .contains("hyperprism round 30/30");
    assertThat(server.runs().values())
        .singleElement()
        .satisfies(run -> assertThat(run.status).isEqualTo("FINISHED"));
    assertThat(RunResults.of(directory.resolve("run")))
        .isEqualTo(RunResults.of(directory.resolve("whole")));
  }

  /** Returns what was printed before the end. */
  private String interrupt(String signal, int exitCode, List<String> arguments, String after)
      throws IOException, InterruptedException {
    List<String> command = CtrlC.heededBy(Launcher.quickstart(arguments));
    try (Program program = Program.start(directory, Launcher.environment(), command)) {
      program.await(after);
      long begin = System.nanoTime();
      Program.run(
          directory,
          Map.of(),
          List.of("kill", "-" + signal, Long.toString(program.process().pid())));

      Program.Result result = program.result();

      assertThat(result.exitCode()).as(result.printed()).isEqualTo(exitCode);
      assertThat(result.err().lines()).as(result.printed()).hasSize(1);
      assertThat(result.err()).startsWith("hyperprism: interrupted;");
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
      assertThat(directory.resolve("run").resolve("summary.json")).doesNotExist();
      return result.out();
    }
  }

  private static List<String> arguments(String out, String... more) {
    List<String> arguments = new ArrayList<>(SETTINGS);
    arguments.addAll(List.of("--out", out));
    arguments.addAll(List.of(more));
    return arguments;
  }
}
