package org.hyperprism.sweep.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.report.mlflow.TrackingServer;
import org.hyperprism.sweep.RecordingSweepObserver;
import org.hyperprism.sweep.SmallSweeps;
import org.hyperprism.sweep.SweepObserver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Searches that stop the worst early, on the MNIST sample that ships with the jar. */
class HalvingTest extends SmallSweeps {

  private static final String GRID =
      """
      data { name = mnist-sample, validation = 0.2 }
      devices = 6
      rounds = 12
      methods = [dpsgd, mudag]
      train.batchSize = 16
      evaluate { on = validation, rounds = [12], samples = all }
      engine.checkpointEvery = 3
      tune {
        learningRate = [0.0001, 0.001, 0.01, 0.1]
        seeds = [5, 6]
      }
      """;

  private static final String HALVING = GRID + "tune.halving.after = 2\n";

  @Test
  void theGridsBestIsFoundInFewerRounds() throws IOException {
    TuningResults grid = tune(GRID, "grid", false, new RecordingSweepObserver());
    RecordingSweepObserver events = new RecordingSweepObserver();
    TuningResults halved = tune(HALVING, "halved", false, events);

    assertThat(settings(halved)).isEqualTo(settings(grid));
    assertThat(events.announced).containsExactly(events.started.size());
    // Four candidates for two rounds, two of them for two more.
    assertThat(events.rounds).isEqualTo(2 * 2 * (4 * 2 + 2 * 2));
    assertThat(halved.markdown())
        .contains("48 rounds were run; it would have been 192 had no candidate been stopped.")
        .containsPattern("\\| +4 +\\| chosen \\|");
    assertThat(halved.hocon()).contains("% after round 4", "the worst stopped after round 2, 4, 8");
    assertThat(directory.resolve("halved/tuned.conf")).hasContent(halved.hocon());
  }

  @Test
  @Timeout(300)
  void itsRunsAreNestedInItsOwnAndThoseThatWereStoppedAreKilled() throws IOException {
    try (TrackingServer server = new TrackingServer()) {
      String tracked = HALVING + "tracking.mlflow = \"%s\"\n".formatted(server.address());
      tune(tracked, "halved", false, quiet());

      assertThat(server.refused()).isEmpty();
      assertThat(server.run("halved").status).isEqualTo("FINISHED");
      assertThat(server.run("halved").files).containsKeys("sweep.conf", "tuned.md", "tuned.conf");
      String id = server.runs().keySet().iterator().next();
      assertThat(server.runs().values())
          .filteredOn(run -> id.equals(run.tags.get("mlflow.parentRunId")))
          .hasSize(2 * 4 * 2)
          .allSatisfy(run -> assertThat(run.status).isEqualTo("KILLED"));
    }
  }

  @Test
  void whatGoesOnHasTheRoundsOfAWholeRun() throws IOException {
    tune(GRID.replace("rounds = [12]", "rounds = [2, 4, 8, 12]"), "whole", false, quiet());
    tune(HALVING + "tune.halving.keep = 0.9\n", "long", false, quiet());

    Path whole = directory.resolve("whole/dpsgd_learningRate-0.1_seed-5");
    Path halved = directory.resolve("long/dpsgd_learningRate-0.1_seed-5");
    assertThat(accuracies(halved)).hasSize(12).isEqualTo(accuracies(whole));
    assertThat(checksum(halved)).isEqualTo(checksum(whole));
  }

  @Test
  void aSearchThatWasCutOffGoesOnToTheSameResults() throws IOException {
    RecordingSweepObserver uncut = new RecordingSweepObserver();
    TuningResults whole = tune(HALVING, "uncut", false, uncut);
    // In the second rung of the first method.
    assertThatThrownBy(() -> tune(HALVING, "cut", false, new RecordingSweepObserver(19)))
        .isInstanceOf(RecordingSweepObserver.CutOff.class);
    assertThat(directory.resolve("cut/tuned.conf")).doesNotExist();

    RecordingSweepObserver rest = new RecordingSweepObserver();
    TuningResults resumed = tune(HALVING, "cut", true, rest);

    assertThat(resumed.markdown()).isEqualTo(whole.markdown());
    assertThat(rest.rounds).isBetween(uncut.rounds - 19, uncut.rounds - 19 + 3);
    RecordingSweepObserver again = new RecordingSweepObserver();
    assertThat(tune(HALVING, "cut", true, again).markdown()).isEqualTo(whole.markdown());
    assertThat(again.rounds).isZero();
  }

  @Test
  void aLargerSearchRunsOnlyWhatIsNew() throws IOException {
    tune(HALVING, "larger", false, quiet());
    RecordingSweepObserver more = new RecordingSweepObserver();

    tune(HALVING.replace("0.01, 0.1]", "0.01, 0.1, 1e-5]"), "larger", true, more);

    // One candidate of each method to the first rung, a third one to the second, two to the third.
    assertThat(more.started)
        .filteredOn(name -> name.endsWith("to round 2"))
        .hasSize(2 * 2)
        .allMatch(name -> name.contains("0.00001"));
  }

  @Test
  void aCandidateThatDivergesIsStoppedAndNotChosen() throws IOException {
    TuningResults results =
        tune(HALVING.replace("0.0001, 0.001", "3e38, 0.001"), "diverging", false, quiet());

    assertThat(results.markdown()).contains("failed");
    assertThat(settings(results)).hasSize(2).noneMatch(line -> line.contains("E38"));
    assertThatThrownBy(
            () ->
                tune(
                    HALVING.replaceAll("learningRate = \\[.*", "learningRate = [3e38]"),
                    "none",
                    false,
                    quiet()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("no values of dpsgd came through round 2")
        .hasMessageContaining("diverged in round");
  }

  @Test
  void whateverElseLiesInThePlaceOfARunFailsItsCandidateUntilItIsMovedAway() throws IOException {
    TuningResults whole = tune(HALVING, "search", false, quiet());
    Path place = directory.resolve("search/dpsgd_learningRate-0.1_seed-5");
    Path aside = directory.resolve("aside");
    Files.move(place, aside);
    Files.writeString(place, "mine");

    RecordingSweepObserver obstructed = new RecordingSweepObserver();
    TuningResults without = tune(HALVING, "search", true, obstructed);

    assertThat(obstructed.failed)
        .singleElement()
        .asString()
        .endsWith("move it away, and --retry-failed runs the experiment");
    assertThat(without.markdown()).containsPattern("dpsgd +\\| learningRate 0.1 .* failed");
    assertThat(place).hasContent("mine");

    Files.delete(place);
    RecordingSweepObserver resumed = new RecordingSweepObserver();
    assertThat(tune(HALVING, "search", true, resumed).markdown()).isEqualTo(without.markdown());
    assertThat(resumed.failedBefore).containsExactly(place.getFileName().toString());

    Files.move(aside, place);
    RecordingSweepObserver retried = new RecordingSweepObserver();
    TuningResults mended =
        new Tuning(tuning(HALVING), options("search", true), retried).retryFailed().run();
    assertThat(retried.failedBefore).isEmpty();
    assertThat(mended.markdown()).isEqualTo(whole.markdown());
  }

  @Test
  void theFirstRungWidensAListWhoseBestIsAtItsEnd() throws IOException {
    TuningResults results =
        tune(
            HALVING.replaceAll("learningRate = \\[.*", "learningRate = [1e-4, 3e-4], widen = 1"),
            "wide",
            false,
            quiet());

    assertThat(results.markdown()).contains("learningRate 0.0009 ");
  }

  @Test
  void ratesAreDrawnTheSameForAllMethods() throws IOException {
    String drawn =
        GRID.replaceAll(
            "learningRate = \\[.*",
            "learningRate { logUniform = [0.001, 1] }, random { cells = 5, seed = 4 }");
    TuningConfiguration tuning = tuning(drawn);

    assertThat(tuning.grids()).hasSize(2);
    assertThat(rates(tuning.grids().get(0)))
        .hasSize(5)
        .doesNotHaveDuplicates()
        .isEqualTo(rates(tuning.grids().get(1)));
    assertThat(rates(tuning(drawn.replace("cells = 5", "cells = 8")).grids().get(0)).subList(0, 5))
        .isEqualTo(rates(tuning.grids().get(0)));
    assertThat(tuning.sweep().cells()).hasSize(2 * 5 * 2);
  }

  @Test
  void theRungsGrowToTheLastRound() {
    assertThat(new HalvingSettings(20, 0.5, 2).rungs(100)).containsExactly(20, 40, 80, 100);
    assertThat(new HalvingSettings(3, 0.5, 1.1).rungs(7)).containsExactly(3, 4, 5, 6, 7);
    assertThat(new HalvingSettings(0, 0.5, 2).rungs(100)).containsExactly(100);
    assertThat(new HalvingSettings(1, 0.1, 2).survivors(30)).isEqualTo(3);
    assertThat(new HalvingSettings(1, 0.1, 2).survivors(2)).isEqualTo(1);
  }

  @Test
  void aSearchThatCannotBeHalvedIsRefused() {
    assertRefused(HALVING + "tune.halving.after = 12\n", "expected fewer than the 12 rounds");
    assertRefused(HALVING + "engine.mode = sweep\n", "keep no checkpoints");
    assertRefused(HALVING + "tune.halving.keep = 1\n", "tune.halving.keep is 1");
    assertRefused(HALVING + "tune.halving.grow = 1\n", "tune.halving.grow is 1");
    assertRefused(HALVING.replace("on = validation, ", ""), "evaluate.on is test");
    assertRefused(GRID + "tune.random.cells = 3\n", "no setting has a distribution");
    assertRefused(
        GRID + "tune.mudag.exchanges { integer = [1, 3] }\n", "tune.random.cells", "at most 3");
  }

  @Test
  void thePapersSearchIsHalvedByOneMoreFile() {
    TuningConfiguration grid =
        TuningLoader.load(Path.of("..", "conf", "paper", "tuning.conf"), List.of());
    TuningConfiguration halved =
        TuningLoader.load(Path.of("..", "conf", "paper", "tuning-halving.conf"), List.of());

    int halvedCells = halved.sweep().cells().size();
    int gridCells = grid.sweep().cells().size();
    assertThat(3 * halvedCells).as("one seed of three").isEqualTo(gridCells);
    assertThat(halved.rungs()).containsExactly(20, 100);
    assertThat(halved.shareOfRounds() * halvedCells).isLessThanOrEqualTo(gridCells / 3.0);
    assertThat(grid.shareOfRounds()).isEqualTo(1);
  }

  private static List<String> settings(TuningResults results) {
    return results.hocon().lines().filter(line -> line.contains(" = ")).toList();
  }

  private static List<String> rates(TuningGrid grid) {
    return grid.candidates().stream().map(TuningCandidate::text).toList();
  }

  /** What the rounds of a run give, without what they took. */
  private static List<String> accuracies(Path run) throws IOException {
    List<String> lines = Files.readAllLines(run.resolve("metrics.csv"));
    List<String> header = List.of(lines.get(0).split(","));
    return lines.stream()
        .skip(1)
        .map(
            line -> {
              String[] cells = line.split(",", -1);
              return Stream.of("round", "accuracy_mean", "training_loss_mean")
                  .map(column -> cells[header.indexOf(column)])
                  .collect(Collectors.joining(" "));
            })
        .toList();
  }

  private static String checksum(Path run) throws IOException {
    return Files.readAllLines(run.resolve("summary.json")).stream()
        .filter(line -> line.contains("parameters_crc32"))
        .findFirst()
        .orElseThrow();
  }

  private static RecordingSweepObserver quiet() {
    return new RecordingSweepObserver();
  }

  private void assertRefused(String text, String... parts) {
    assertThatThrownBy(() -> tuning(text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll(parts);
  }

  private TuningResults tune(String text, String name, boolean resume, SweepObserver observer)
      throws IOException {
    return new Tuning(tuning(text), options(name, resume), observer).run();
  }

  private TuningConfiguration tuning(String text) throws IOException {
    return TuningLoader.load(Files.writeString(directory.resolve("tune.conf"), text), List.of());
  }
}
