package org.hyperprism.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.util.List;
import org.hyperprism.sweep.SmallSweeps;
import org.junit.jupiter.api.Test;

/** What a person sees of a sweep between its runs. */
class SweepDisplayTest extends SmallSweeps {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void eachExperimentHasItsPlaceAndTheTimeThatIsLeft() throws IOException {
    String three = TINY + "sweep.seed = [1, 2, 3]";
    run(three, "three", false, display());

    assertThat(progress())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("[1/3] seed-1"),
            line -> assertThat(line).startsWith("1 of 3 experiments done; about ").endsWith("left"),
            line -> assertThat(line).isEqualTo("[2/3] seed-2"),
            line -> assertThat(line).startsWith("2 of 3 experiments done; about ").endsWith("left"),
            line -> assertThat(line).isEqualTo("[3/3] seed-3"),
            line -> assertThat(line).isEqualTo("3 of 3 experiments done"));

    out.getBuffer().setLength(0);
    Files.delete(directory.resolve("three/seed-2/summary.json"));
    run(three, "three", true, display());

    assertThat(progress())
        .as("those that are run count, and no others")
        .containsExactly(
            "complete already: seed-1",
            "complete already: seed-3",
            "[2/3] seed-2",
            "1 of 1 experiments done");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void anExperimentThatFailsIsCountedAndSaysWhy() throws IOException {
    String failing =
        TINY
            + "sweep.variants = [{ name = diverging, dpsgd.learningRate = 3e38 }, { name = sound }]";
    run(failing, "failing", false, display());

    assertThat(progress())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("[1/2] diverging"),
            line -> assertThat(line).startsWith("0 of 2 experiments done, 1 failed; about "),
            line -> assertThat(line).isEqualTo("[2/2] sound"),
            line -> assertThat(line).isEqualTo("1 of 2 experiments done, 1 failed"));
    assertThat(err.toString())
        .startsWith("hyperprism: diverging failed: dpsgd diverged")
        .hasLineCount(1);

    err.getBuffer().setLength(0);
    run(failing, "failing", true, display());

    assertThat(err.toString())
        .startsWith(
            "hyperprism: diverging failed before and stays so; --retry-failed tries it again: dpsgd")
        .hasLineCount(1);
  }

  private SweepDisplay display() {
    PrintWriter lines = new PrintWriter(out, true);
    return new SweepDisplay(lines, new PrintWriter(err, true), false, new Interruption(lines));
  }

  /** What is said of the sweep, without what its runs say. */
  private List<String> progress() {
    return out.toString()
        .lines()
        .filter(line -> line.matches("\\[\\d+/\\d+\\] .*|complete already: .*|\\d+ of \\d+ exp.*"))
        .toList();
  }
}
