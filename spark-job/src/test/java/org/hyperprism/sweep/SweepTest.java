package org.hyperprism.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.results.RoundMetrics;
import org.hyperprism.results.RunOptions;
import org.hyperprism.results.Summary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole sweeps on the MNIST sample that ships with the jar. */
class SweepTest {

  private static final String TWO_BY_TWO =
      """
      data.name = mnist-sample
      devices = 6
      rounds = 4
      methods = [dpsgd, swarmsgd]
      train.batchSize = 16
      evaluate { every = 2, samples = 100 }
      engine { mode = local, checkpointEvery = 1 }
      sweep {
        partition.alpha = [0.1, 10]
        seed = [1, 2]
      }
      """;

  private static final String AS_TASKS = TWO_BY_TWO.replace("mode = local", "mode = sweep");

  @SuppressWarnings("NullAway.Init") // JUnit sets it
  @TempDir
  Path directory;

  @Test
  void aSweepThatWasCutOffResumesToTheSameResults() throws IOException {
    List<String> cells =
        List.of("alpha-0.1_seed-1", "alpha-0.1_seed-2", "alpha-10_seed-1", "alpha-10_seed-2");
    Events whole = new Events();
    SweepResults results = run(TWO_BY_TWO, "whole", false, whole);
    assertThat(whole.started).containsExactlyElementsOf(cells);
    assertThat(results.anyFailed()).isFalse();

    // Eight rounds a cell: the second cell is cut off in its second method.
    Events cut = new Events(8 + 6);
    assertThatThrownBy(() -> run(TWO_BY_TWO, "resumed", false, cut))
        .isInstanceOf(Events.CutOff.class);
    assertThat(read("resumed/results.csv")).hasSize(1 + 2);
    Events rest = new Events();
    SweepResults resumed = run(TWO_BY_TWO, "resumed", true, rest);

    assertThat(rest.skipped).containsExactly(cells.get(0));
    assertThat(rest.started).containsExactlyElementsOf(cells.subList(1, 4));
    assertThat(rest.rounds).isLessThan(3 * 8);
    assertThat(checksums(resumed)).hasSize(8).isEqualTo(checksums(results));
    assertThat(resumed.markdown()).isEqualTo(results.markdown());
    for (String cell : cells) {
      assertThat(directory.resolve("resumed").resolve(cell).resolve("summary.json")).exists();
    }
    assertThat(Files.readString(directory.resolve("resumed/results.md")))
        .isEqualTo(results.markdown());
  }

  @Test
  void theTablesHaveARowForEachMethodAndAPairOfColumnsForEachLevel() throws IOException {
    SweepResults results = run(TWO_BY_TWO, "tables", false, new Events());

    List<String> csv = read("tables/results.csv");
    assertThat(csv.get(0))
        .isEqualTo(
            "cell,variant,partition.alpha,seed,method,max_accuracy,convergence_round,"
                + "final_accuracy_mean,final_accuracy_std,bytes_sent,seconds,parameters_crc32,failure");
    assertThat(csv).hasSize(1 + 4 * 2);
    assertThat(csv.get(8)).startsWith("alpha-10_seed-2,,10,2,swarmsgd,0.");
    List<String> markdown = results.markdown().lines().toList();
    assertThat(markdown.get(0))
        .matches(
            "\\| method +\\| partition.alpha 0.1 Max Acc +\\| Conv. Rds +\\| partition.alpha 10"
                + " Max Acc +\\| Conv. Rds +\\|");
    assertThat(markdown.get(2))
        .matches("\\| dpsgd( +\\| \\d+\\.\\d\\d ± \\d+\\.\\d\\d +\\| .*){2}\\|");
    assertThat(markdown.get(3)).startsWith("| swarmsgd ");
    double first = Double.parseDouble(csv.get(1).split(",")[5]);
    double second = Double.parseDouble(csv.get(3).split(",")[5]);
    assertThat(markdown.get(2)).contains("| %.2f ± ".formatted(50 * (first + second)));
  }

  @Test
  void anExperimentThatFailsSaysSoAndTheOthersRun() throws IOException {
    String diverging =
        TWO_BY_TWO.replaceAll("(?s)sweep \\{.*", "sweep.dpsgd.learningRate = [3e38, 0.1]\n");
    Events events = new Events();

    SweepResults results = run(diverging, "failing", false, events);

    assertThat(results.anyFailed()).isTrue();
    assertThat(events.failed).hasSize(1);
    assertThat(events.failed.get(0)).contains("dpsgd diverged").contains("dpsgd.learningRate");
    List<String> csv = read("failing/results.csv");
    assertThat(csv.get(1))
        .startsWith("learningRate-3" + "0".repeat(38) + ",,3")
        .contains("diverged");
    assertThat(csv.get(3)).startsWith("learningRate-0.1,,0.1,dpsgd,0.").endsWith(",");
    assertThat(results.markdown()).contains("failed");
  }

  @Test
  void experimentsAsTasksGiveTheSameBitsAndFilesAsOneAfterTheOther() throws IOException {
    SweepResults one = run(TWO_BY_TWO, "one", false, new Events());
    Events events = new Events();

    SweepResults together = run(AS_TASKS, "together", false, events);

    assertThat(events.together).containsExactly("4 mode sweep: engine.mode says so");
    assertThat(events.started).hasSize(4);
    assertThat(events.finished).isEqualTo(4);
    assertThat(checksums(together)).hasSize(8).isEqualTo(checksums(one));
    assertThat(together.markdown()).isEqualTo(one.markdown());
    for (SweepCell cell : load(TWO_BY_TWO).cells()) {
      assertThat(files("together/" + cell.name())).isEqualTo(files("one/" + cell.name()));
      for (String same : List.of("devices.csv", "partition.csv")) {
        assertThat(read("together/" + cell.name() + "/" + same))
            .isEqualTo(read("one/" + cell.name() + "/" + same));
      }
      assertThat(
              Files.readString(directory.resolve("together/" + cell.name() + "/environment.json")))
          .contains("\"engine_mode\" : \"sweep\"");
    }
  }

  @Test
  void resumingRunsTheTasksThatAreNotComplete() throws IOException {
    SweepResults whole = run(AS_TASKS, "whole", false, new Events());
    Path begun = directory.resolve("whole/alpha-10_seed-1");
    Files.delete(begun.resolve("summary.json"));
    Events rest = new Events();

    SweepResults resumed = run(AS_TASKS, "whole", true, rest);

    assertThat(rest.skipped).hasSize(3);
    assertThat(rest.started).containsExactly("alpha-10_seed-1");
    assertThat(checksums(resumed)).isEqualTo(checksums(whole));
    assertThat(begun.resolve("summary.json")).exists();
  }

  @Test
  void aTaskThatFailsSaysSoAndTheOthersRun() throws IOException {
    String failing =
        AS_TASKS.replaceAll(
            "(?s)sweep \\{.*",
            """
            sweep.variants = [
              { name = diverging, dpsgd.learningRate = 3e38 }
              { name = crowded, devices = 100000 }
              { name = absent, data.path = "/nowhere/at/all.csv" }
              { name = sound }
            ]
            """);
    Events events = new Events();

    SweepResults results = run(failing, "failing-tasks", false, events);

    assertThat(events.started).hasSize(4);
    assertThat(events.finished).isEqualTo(1);
    assertThat(results.cells().stream().map(cell -> cell.failure().isPresent()))
        .containsExactly(true, true, true, false);
    String diverged = results.cells().get(0).failure().orElseThrow();
    assertThat(diverged)
        .contains("dpsgd diverged")
        .contains(directory.resolve("failing-tasks/diverging/metrics.csv").toString());
    assertThat(read("failing-tasks/diverging/metrics.csv")).hasSize(1 + 1);
    assertThat(results.cells().get(1).failure().orElseThrow()).contains("100000");
    assertThat(directory.resolve("failing-tasks/crowded")).doesNotExist();
    assertThat(results.cells().get(2).failure().orElseThrow()).contains("/nowhere/at/all.csv");
    assertThat(directory.resolve("failing-tasks/sound/summary.json")).exists();
  }

  @Test
  void enoughSmallExperimentsThatLeaveItToUsBecomeTasks() throws IOException {
    Map<String, String> properties =
        Map.of(
            "spark.master", "local[2]",
            "spark.driver.host", "127.0.0.1",
            "spark.driver.bindAddress", "127.0.0.1",
            "spark.ui.enabled", "false");
    properties.forEach(System::setProperty);
    try {
      String auto = TWO_BY_TWO.replace("mode = local", "mode = auto");
      Events many = new Events();
      run(auto, "auto", false, many);
      assertThat(many.together)
          .containsExactly(
              "4 mode sweep: 4 small experiments keep the 2 cores of local[2] busy, each on one thread");
      Events single = new Events();
      new Sweep(
              load(auto),
              options("auto-single", false),
              cell -> cell.name().equals("alpha-10_seed-1"),
              single)
          .run();
      assertThat(single.together).isEmpty();
      assertThat(
              Files.readString(directory.resolve("auto-single/alpha-10_seed-1/environment.json")))
          .contains("\"engine_mode\" : \"local\"")
          .contains("local[2] is this JVM alone");
    } finally {
      properties.keySet().forEach(System::clearProperty);
    }
  }

  private List<String> files(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve(folder))) {
      return files
          .map(file -> directory.resolve(folder).relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void chosenExperimentsJoinThoseThatAreComplete() throws IOException {
    SweepConfiguration sweep = load(TWO_BY_TWO);
    new Sweep(
            sweep, options("part", false), cell -> cell.name().endsWith("10_seed-2"), new Events())
        .run();
    assertThat(read("part/results.csv")).hasSize(1 + 2);
    SweepResults both =
        new Sweep(
                sweep,
                options("part", true),
                cell -> cell.name().endsWith("0.1_seed-1"),
                new Events())
            .run();

    assertThat(both.cells().stream().map(result -> result.cell().name()))
        .containsExactly("alpha-0.1_seed-1", "alpha-10_seed-2");
  }

  @Test
  void whatIsThereIsLeftAlone() throws IOException {
    String tiny = TWO_BY_TWO.replaceAll("(?s)sweep \\{.*", "sweep.seed = [1]\n");
    run(tiny, "twice", false, new Events());
    assertThatThrownBy(() -> run(tiny, "twice", false, new Events()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("already holds a sweep");
    assertThatThrownBy(
            () -> run(tiny.replace("rounds = 4", "rounds = 5"), "twice", true, new Events()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("begun with other settings");
    Files.createDirectories(directory.resolve("home"));
    Files.writeString(directory.resolve("home/results.csv"), "years of work");
    assertThatThrownBy(
            () ->
                new Sweep(
                        load(tiny),
                        new RunOptions(
                            Optional.of(directory.resolve("home").toString()), true, false),
                        cell -> true,
                        new Events())
                    .run())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("is not a sweep directory");
    assertThat(directory.resolve("home/results.csv")).hasContent("years of work");
  }

  private SweepResults run(String text, String name, boolean resume, SweepObserver observer)
      throws IOException {
    return new Sweep(load(text), options(name, resume), cell -> true, observer).run();
  }

  private SweepConfiguration load(String text) throws IOException {
    return SweepLoader.load(Files.writeString(directory.resolve("own.conf"), text), List.of());
  }

  private RunOptions options(String name, boolean resume) {
    return new RunOptions(Optional.of(directory.resolve(name).toString()), false, resume);
  }

  private List<String> read(String file) throws IOException {
    return Files.readAllLines(directory.resolve(file));
  }

  private static List<String> checksums(SweepResults results) {
    return results.cells().stream()
        .flatMap(cell -> cell.summary().stream())
        .flatMap(summary -> summary.methods().stream())
        .map(Summary.MethodSummary::parametersCrc32)
        .toList();
  }

  /** Remembers what it was told; can cut a sweep off, as a lost machine would. */
  private static final class Events implements SweepObserver {

    /** What a sweep is cut off with. */
    private static final class CutOff extends RuntimeException {
      private static final long serialVersionUID = 1L;
    }

    private final List<String> started = new ArrayList<>();
    private final List<String> together = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();
    private final int cutAfter;
    private int rounds;
    private int finished;

    private Events() {
      this(Integer.MAX_VALUE);
    }

    private Events(int cutAfter) {
      this.cutAfter = cutAfter;
    }

    @Override
    public void cellStarted(String name, int number, int cells) {
      started.add(name);
    }

    @Override
    public void cellsStarted(int cells, String mode) {
      together.add(cells + " " + mode);
    }

    @Override
    public void cellSkipped(String name) {
      skipped.add(name);
    }

    @Override
    public void cellFailed(String name, String message) {
      failed.add(message);
    }

    @Override
    public void started(String description) {}

    @Override
    public void methodStarted(String method, int firstRound, int lastRound) {}

    @Override
    public void roundDone(RoundMetrics metrics) {
      rounds++;
      if (rounds == cutAfter) {
        throw new CutOff();
      }
    }

    @Override
    public void methodDone(String method) {}

    @Override
    public void finished(Summary summary, String directory) {
      finished++;
    }
  }
}
