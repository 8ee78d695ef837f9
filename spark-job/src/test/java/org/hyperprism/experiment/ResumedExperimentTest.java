package org.hyperprism.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.results.RunOptions;
import org.hyperprism.results.Summary;
import org.junit.jupiter.api.Test;

/**
 * What becomes of a folder that holds something already: a run cut off, a whole one, other things.
 */
class ResumedExperimentTest extends SmallExperiments {

  @Test
  void anInterruptedRunResumesToTheSameResults() throws IOException {
    Summary whole = run("whole", "engine.checkpointEvery=2");
    // Cut off in the first method, between two checkpoints, then in the second one.
    cutOff("resumed", false, 5);
    assertThat(directory.resolve("resumed/summary.json")).doesNotExist();
    cutOff("resumed", true, 5);
    RecordingObserver last = new RecordingObserver();
    Summary resumed = experiment("resumed", true, last, "engine.partitions=3").run();
    assertThat(last.rounds).hasSizeBetween(3, 6);
    assertThat(checksums(resumed)).isEqualTo(checksums(whole));
    assertThat(results("resumed")).isEqualTo(results("whole"));
    assertThat(read("whole", "exponents.csv")).hasSize(1 + 6 * 10);
    assertThat(read("resumed", "exponents.csv")).isEqualTo(read("whole", "exponents.csv"));
    assertThat(read("resumed", "devices.csv")).isEqualTo(read("whole", "devices.csv"));
    assertThat(directory.resolve("resumed/checkpoints")).doesNotExist();
    assertThatThrownBy(() -> experiment("resumed", true, new RecordingObserver()).run())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("is complete, there is nothing to resume");
  }

  @Test
  void checkpointsKeptElsewhereServeTheResumedRunAlone() throws IOException {
    String elsewhere = "engine.checkpointDirectory=\"" + path("elsewhere") + "\"";
    Summary whole = run("aside", "engine.checkpointEvery=2", elsewhere);
    assertThat(directory.resolve("elsewhere/aside/hyperprism")).doesNotExist();
    assertThatThrownBy(
            () ->
                experiment(
                        "aside",
                        new RunOptions(Optional.of(path("aside")), true, false),
                        new RecordingObserver(5),
                        "engine.checkpointEvery=2",
                        elsewhere)
                    .run())
        .isInstanceOf(RecordingObserver.CutOff.class);
    assertThat(directory.resolve("elsewhere/aside/hyperprism/round-4")).exists();
    // Overwriting begins at round 1, whatever lies there.
    RecordingObserver again = new RecordingObserver();
    Summary overwritten =
        experiment(
                "aside",
                new RunOptions(Optional.of(path("aside")), true, false),
                again,
                "engine.checkpointEvery=2",
                elsewhere)
            .run();
    assertThat(again.rounds).hasSize(12);
    assertThat(checksums(overwritten)).isEqualTo(checksums(whole));
  }

  private void cutOff(String name, boolean resume, int rounds) {
    assertThatThrownBy(
            () ->
                experiment(name, resume, new RecordingObserver(rounds), "engine.checkpointEvery=2")
                    .run())
        .isInstanceOf(RecordingObserver.CutOff.class);
  }

  @Test
  void aRunIsNotResumedAsAnotherExperiment() {
    cutOff("other", false, 3);
    assertThatThrownBy(
            () -> experiment("other", true, new RecordingObserver(), "train.batchSize=64").run())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("now 'train.batchSize = 64', then 'train.batchSize = 32'")
        .hasMessageContaining("--overwrite");
  }

  @Test
  void resultsThatAreThereAreRefusedUnlessToldOtherwise() throws IOException {
    run("twice", "rounds=1", "methods=[dpsgd]");
    List<String> before = read("twice", "metrics.csv");
    assertThatThrownBy(() -> run("twice", "rounds=1"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("already holds a run")
        .hasMessageContaining("--overwrite")
        .hasMessageContaining("--resume");
    assertThat(read("twice", "metrics.csv")).isEqualTo(before);
    experiment("twice", new RunOptions(Optional.of(path("twice")), true, false), "rounds=2").run();
    assertThat(read("twice", "metrics.csv")).hasSize(1 + 2 * 2);
  }

  @Test
  void aDirectoryOfOtherThingsIsLeftAlone() throws IOException {
    Path thesis = Files.createDirectories(directory.resolve("home")).resolve("thesis.tex");
    Files.writeString(thesis, "years of work");
    for (boolean overwrite : new boolean[] {false, true}) {
      assertThatThrownBy(
              () ->
                  experiment("home", new RunOptions(Optional.of(path("home")), overwrite, false))
                      .run())
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("is not a run directory");
    }
    assertThat(thesis).hasContent("years of work");
    assertThatThrownBy(() -> experiment("nothing", true, new RecordingObserver()).run())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("holds no run to resume");
    assertThat(directory.resolve("nothing")).doesNotExist();
  }
}
