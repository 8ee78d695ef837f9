package org.hyperprism.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
          "engine.checkpointEvery=4");

  @TempDir Path directory;

  @Test
  void anInterruptedRunSaysSoAndIsResumedToTheSameResults()
      throws IOException, InterruptedException {
    Program.Result whole = Launcher.runQuickstart(directory, arguments("whole"));
    assertThat(whole.exitCode()).as(whole.printed()).isZero();

    interrupt("run", arguments("run"), "hyperprism round 6/30");
    interrupt("run", arguments("run", "--resume"), "dpsgd round 1/30");
    Program.Result resumed = Launcher.runQuickstart(directory, arguments("run", "--resume"));

    assertThat(resumed.exitCode()).as(resumed.printed()).isZero();
    assertThat(resumed.out()).doesNotContain("hyperprism round 20/30");
    assertThat(RunResults.of(directory.resolve("run")))
        .isEqualTo(RunResults.of(directory.resolve("whole")));
  }

  private void interrupt(String out, List<String> arguments, String after)
      throws IOException, InterruptedException {
    List<String> command = CtrlC.heededBy(Launcher.quickstart(arguments));
    try (Program program = Program.start(directory, Launcher.environment(), command)) {
      program.await(after);
      long begin = System.nanoTime();
      Program.run(
          directory, Map.of(), List.of("kill", "-INT", Long.toString(program.process().pid())));

      Program.Result result = program.result();

      assertThat(result.exitCode()).as(result.printed()).isEqualTo(130);
      assertThat(result.err().lines()).as(result.printed()).hasSize(1);
      assertThat(result.err()).startsWith("hyperprism: interrupted;");
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
      assertThat(directory.resolve(out).resolve("summary.json")).doesNotExist();
    }
  }

  private static List<String> arguments(String out, String... more) {
    List<String> arguments = new ArrayList<>(SETTINGS);
    arguments.addAll(List.of("--out", out));
    arguments.addAll(List.of(more));
    return arguments;
  }
}
