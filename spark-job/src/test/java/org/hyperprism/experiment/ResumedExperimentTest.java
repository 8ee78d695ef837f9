package org.hyperprism.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.failure.DataException;
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
  void simulatedTimeAndLateDevicesAreTheSameAfterwards() throws IOException {
    String[] timed = {
      "engine.checkpointEvery=2",
      "methods=[dpsgd]",
      "time.enabled=true",
      "time.jitter=0.8",
      "time.deadline=\"70%\"",
      "time.late=keep"
    };
    Summary whole = run("whole", timed);
    assertThatThrownBy(() -> experiment("timed", false, new RecordingObserver(5), timed).run())
        .isInstanceOf(RecordingObserver.CutOff.class);
    String[] elsewhere = with(timed, "engine.mode=local", "engine.partitions=3");
    Summary resumed = experiment("timed", true, new RecordingObserver(), elsewhere).run();
    assertThat(checksums(resumed)).isEqualTo(checksums(whole));
    assertThat(results("timed")).isEqualTo(results("whole"));
    assertThat(rows("whole", "metrics.csv").get(0)).containsEntry("devices_late", "3");
    assertThat(read("timed", "devices.csv")).isEqualTo(read("whole", "devices.csv"));
    assertThat(read("whole", "devices.csv").get(1)).doesNotEndWith(",");
  }

  @Test
  void runsOfOneNameThatShareAPlaceForCheckpointsKeepTheirOwn() throws IOException {
    String[] shared = {
      "engine.checkpointEvery=2", "engine.checkpointDirectory=\"" + path("shared") + "\""
    };
    List<Summary> whole = new ArrayList<>();
    for (int seed = 1; seed <= 2; seed++) {
      whole.add(run("whole-" + seed, with(shared, "seed=" + seed)));
    }
    assertThat(directory.resolve("shared")).isEmptyDirectory();
    for (int seed = 1; seed <= 2; seed++) {
      String name = seed + "/same";
      String[] settings = with(shared, "seed=" + seed);
      assertThatThrownBy(() -> experiment(name, false, new RecordingObserver(5), settings).run())
          .isInstanceOf(RecordingObserver.CutOff.class);
    }
    try (Stream<Path> places = Files.list(directory.resolve("shared"))) {
      assertThat(places).hasSize(2).allMatch(place -> Files.exists(place.resolve("hyperprism")));
    }
    for (int seed = 1; seed <= 2; seed++) {
      RecordingObserver rest = new RecordingObserver();
      Summary resumed = experiment(seed + "/same", true, rest, with(shared, "seed=" + seed)).run();
      assertThat(rest.rounds).hasSize(12 - 4);
      assertThat(checksums(resumed)).isEqualTo(checksums(whole.get(seed - 1)));
    }
    assertThat(directory.resolve("shared")).isEmptyDirectory();
  }

  @Test
  void aRunThatLostItsIdentityIsNotBegunAnewWithoutAWord() throws IOException {
    cutOff("lost", false, 5);
    Path environment = directory.resolve("lost/environment.json");
    String identity = Files.readString(environment);
    List<String> rounds = read("lost", "metrics.csv");
    Files.delete(environment);
    assertThatThrownBy(() -> experiment("lost", true, new RecordingObserver()).run())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("has rounds in metrics.csv, but no environment.json")
        .hasMessageContaining("put that file back, or give --overwrite to start again");
    assertThat(read("lost", "metrics.csv")).isEqualTo(rounds);
    Files.writeString(environment, identity);
    RecordingObserver rest = new RecordingObserver();
    experiment("lost", true, rest).run();
    assertThat(rest.rounds).hasSizeLessThan(12);
  }

  @Test
  void overwritingBeginsAtRoundOneAndLeavesNoCheckpointsBehind() throws IOException {
    String[] shared = {
      "engine.checkpointEvery=2", "engine.checkpointDirectory=\"" + path("shared") + "\""
    };
    assertThatThrownBy(() -> experiment("again", false, new RecordingObserver(5), shared).run())
        .isInstanceOf(RecordingObserver.CutOff.class);
    RecordingObserver again = new RecordingObserver();
    RunOptions overwrite = new RunOptions(Optional.of(path("again")), true, false);
    experiment("again", overwrite, again, shared).run();
    assertThat(again.rounds).hasSize(12);
    assertThat(directory.resolve("shared")).isEmptyDirectory();
  }

  @Test
  void aDamagedCheckpointCostsItsRoundsAndNoMore() throws IOException {
    Summary whole = run("sound", "engine.checkpointEvery=2");
    cutOff("damaged", false, 5);
    Path newest = directory.resolve("damaged/checkpoints/hyperprism/round-4");
    for (Path file : blocks(newest)) {
      Files.write(file, new byte[] {1, 2, 3});
    }
    RecordingObserver rest = new RecordingObserver();
    Summary resumed = experiment("damaged", true, rest, "engine.checkpointEvery=2").run();
    assertThat(rest.rounds).hasSize(12 - 2);
    assertThat(checksums(resumed)).isEqualTo(checksums(whole));
    assertThat(results("damaged")).isEqualTo(results("sound"));
  }

  @Test
  void rowsThatAreGoneAreMissed() throws IOException {
    cutOff("rows", false, 5);
    for (String name : List.of("metrics.csv", "exponents.csv")) {
      Path file = directory.resolve("rows").resolve(name);
      List<String> lines = Files.readAllLines(file);
      Files.write(file, lines.subList(0, 3));
      assertThatThrownBy(() -> experiment("rows", true, new RecordingObserver()).run())
          .isInstanceOf(DataException.class)
          .hasMessageStartingWith("--resume: ")
          .hasMessageContaining(name)
          .hasMessageContaining("of hyperprism")
          .hasMessageContaining("--overwrite");
      Files.delete(file);
      assertThatThrownBy(() -> experiment("rows", true, new RecordingObserver()).run())
          .isInstanceOf(DataException.class)
          .hasMessageContaining("holds 0 rows of round 1 of hyperprism");
      Files.write(file, lines);
    }
    experiment("rows", true, new RecordingObserver()).run();
  }

  /** A cell that is no number would only be missed when all rounds are done. */
  @Test
  void cellsThatAreNoNumbersAreNoticed() throws IOException {
    cutOff("cells", false, 5);
    Path file = directory.resolve("cells").resolve("metrics.csv");
    String text = Files.readString(file);
    for (String row :
        List.of("hyperprism,x,", "hyperprism,-1,", "hyperprism,,", "hyperprism,1,x")) {
      Files.writeString(file, text.replaceFirst("\nhyperprism,1,", "\n" + row));
      assertThatThrownBy(() -> experiment("cells", true, new RecordingObserver()).run())
          .isInstanceOf(DataException.class)
          .hasMessageContaining("metrics.csv, line 2 has no number as ")
          .hasMessageContaining("--overwrite");
    }
    for (String round : List.of("0", "99999999999999999")) {
      Files.writeString(file, text.replaceFirst("\nhyperprism,1,", "\nhyperprism," + round + ","));
      assertThatThrownBy(() -> experiment("cells", true, new RecordingObserver()).run())
          .isInstanceOf(DataException.class)
          .hasMessageContaining("holds 0 rows of round 1 of hyperprism");
    }
    Files.writeString(file, text);
    experiment("cells", true, new RecordingObserver()).run();
  }

  @Test
  void otherDataAreNoticed() throws IOException {
    Path table = directory.resolve("table.csv");
    Files.writeString(table, table(0));
    String[] settings = {
      "data.name=own", "data.path=\"" + table + "\"", "devices=3", "methods=[dpsgd]"
    };
    assertThatThrownBy(
            () ->
                experiment(
                        "data",
                        false,
                        new RecordingObserver(5),
                        with(settings, "engine.checkpointEvery=2"))
                    .run())
        .isInstanceOf(RecordingObserver.CutOff.class);
    Files.writeString(table, table(1));
    assertThatThrownBy(() -> experiment("data", true, new RecordingObserver(), settings).run())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("was begun with other data");
    Files.writeString(table, table(0));
    experiment("data", true, new RecordingObserver(), settings).run();
  }

  @Test
  void anotherTraceIsNoticed() throws IOException {
    Path trace = directory.resolve("trace.csv");
    String rows = "round,src,dst\n1,0,1\n1,1,0\n2,1,2\n2,2,1\n";
    Files.writeString(trace, rows);
    String[] settings = {
      "links.kind=trace", "links.path=\"" + trace + "\"", "links.afterTheEnd=repeat", "devices=3"
    };
    assertThatThrownBy(
            () ->
                experiment(
                        "traced",
                        false,
                        new RecordingObserver(5),
                        with(settings, "engine.checkpointEvery=2"))
                    .run())
        .isInstanceOf(RecordingObserver.CutOff.class);
    Files.writeString(trace, rows + "2,0,1\n2,1,0\n");
    assertThatThrownBy(() -> experiment("traced", true, new RecordingObserver(), settings).run())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("was begun with other links: those of its trace have the CRC-32");
    Files.writeString(trace, "dst,src,round\n1,0,1\n0,1,1\n1,2,2\n2,1,2\n");
    experiment("traced", true, new RecordingObserver(), settings).run();
  }

  private static String table(int changed) {
    StringBuilder text = new StringBuilder("a,b,label\n");
    for (int row = 0; row < 200; row++) {
      text.append(row % 7 + (row == 17 ? changed : 0)).append(',');
      text.append(row % 3).append(',').append(row % 2).append('\n');
    }
    return text.toString();
  }

  private static List<Path> blocks(Path checkpoint) throws IOException {
    try (Stream<Path> files = Files.list(checkpoint)) {
      return files.filter(file -> file.toString().endsWith(".bin")).toList();
    }
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
