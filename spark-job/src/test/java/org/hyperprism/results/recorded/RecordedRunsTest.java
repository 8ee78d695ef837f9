package org.hyperprism.results.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.failure.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedRunsTest {

  @TempDir Path folder;

  private static List<RecordedRun> read(Path... places) {
    return RecordedRuns.read(
        Arrays.stream(places).map(Path::toString).toList(), new Configuration());
  }

  @Test
  void aCompleteRun() throws IOException {
    RecordedRun run = read(new ExampleRuns().write(folder.resolve("my run"))).get(0);

    assertThat(run.name()).isEqualTo("my run");
    assertThat(run.complete()).isTrue();
    assertThat(run.methods()).containsExactly("hyperprism", "dpsgd");
    assertThat(run.settings()).containsEntry("partition.alpha", "0.1");
    assertThat(run.setting("of.another.version")).isEqualTo("(none)");
    assertThat(run.environment()).containsEntry("hyperprism", "0.1.0");
    assertThat(run.lastRound("dpsgd")).isEqualTo(10);
    assertThat(run.rounds().number(0, "accuracy_mean")).isEmpty();
    assertThat(run.rounds().number(1, "accuracy_mean")).isPresent();
    assertThat(run.rounds().number(1, "no such column")).isEmpty();
    assertThat(run.partition().size()).isEqualTo(6);
  }

  @Test
  void aRunThatGoesOnHasWhatIsThereSoFar() throws IOException {
    RecordedRun run =
        read(new ExampleRuns().unfinishedAfter(4).write(folder.resolve("run"))).get(0);

    assertThat(run.complete()).isFalse();
    assertThat(run.lastRound("hyperprism")).isEqualTo(4);
    assertThat(run.lastRound("dpsgd")).isZero();
    assertThat(run.devices().size()).isZero();
  }

  @Test
  void aTableOfAnOlderVersionHasFewerColumns() throws IOException {
    Path run = new ExampleRuns().write(folder.resolve("old"));
    Files.writeString(run.resolve("metrics.csv"), "method,round,accuracy_mean\ndpsgd,1,0.5\n");
    Files.delete(run.resolve("environment.json"));

    RecordedRun old = read(run).get(0);

    assertThat(old.methods()).containsExactly("dpsgd");
    assertThat(old.rounds().has("edges")).isFalse();
    assertThat(old.environment()).isEmpty();
  }

  @Test
  void aSweepHasItsRunsAndWhyOthersFailed() throws IOException {
    new ExampleRuns().write(folder.resolve("sweep/seed-1"));
    new ExampleRuns().unfinishedAfter(3).write(folder.resolve("sweep/seed-2"));
    Files.writeString(
        folder.resolve("sweep/results.csv"),
        """
        cell,variant,seed,method,failure
        seed-1,wait,1,dpsgd,
        seed-2,,2,dpsgd,"dpsgd diverged in round 3: ""inf"", lower its learning rate"
        seed-3,,3,dpsgd,no data
        """);

    List<RecordedRun> runs = read(folder.resolve("sweep"));

    assertThat(runs).extracting(RecordedRun::name).containsExactly("seed-1", "seed-2", "seed-3");
    assertThat(runs.get(0).failure()).isEmpty();
    assertThat(runs.get(0).setting(RecordedRun.VARIANT)).isEqualTo("wait");
    assertThat(runs.get(1).settings()).doesNotContainKey(RecordedRun.VARIANT);
    assertThat(runs.get(1).failure())
        .contains("dpsgd diverged in round 3: \"inf\", lower its learning rate");
    assertThat(runs.get(2).failure()).contains("no data");
    assertThat(runs.get(2).methods()).isEmpty();
  }

  @Test
  void runsOfTheSameNameAreToldApartByTheirPlaces() throws IOException {
    Path one = new ExampleRuns().write(folder.resolve("a/run"));
    Path other = new ExampleRuns().write(folder.resolve("b/run"));

    assertThat(read(one, other))
        .extracting(RecordedRun::name)
        .containsExactly(one.toString(), other.toString());
  }

  @Test
  void whatIsNoRunIsRefusedInOneSentence() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThatThrownBy(() -> read(empty))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("holds neither a run nor a sweep");
    assertThatThrownBy(() -> read(folder.resolve("absent")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("absent is not a directory");
  }

  @Test
  void damagedFilesAreNamed() throws IOException {
    Path run = new ExampleRuns().write(folder.resolve("run"));
    Files.writeString(run.resolve("metrics.csv"), "method,round\ndpsgd,1\ndpsgd\n");
    assertThatThrownBy(() -> read(run))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("metrics.csv: row 2 has 1 cells, expected 2");

    Files.delete(run.resolve("metrics.csv"));
    Files.writeString(run.resolve("environment.json"), "{ \"hyper");
    assertThatThrownBy(() -> read(run))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("environment.json is not the JSON text");

    Files.writeString(run.resolve("resolved.conf"), "seed = [");
    assertThatThrownBy(() -> read(run))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("resolved.conf cannot be read");
  }
}
