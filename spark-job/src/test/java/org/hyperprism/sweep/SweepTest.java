package org.hyperprism.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.assertj.core.data.Offset;
import org.hyperprism.experiment.session.SparkSessions;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.results.RunOptions;
import org.junit.jupiter.api.Test;

/** Sweeps whose experiments run one after the other. */
class SweepTest extends SmallSweeps {

  @Test
  void aSweepThatWasCutOffResumesToTheSameResults() throws IOException {
    List<String> cells =
        List.of("alpha-0.1_seed-1", "alpha-0.1_seed-2", "alpha-10_seed-1", "alpha-10_seed-2");
    RecordingSweepObserver whole = new RecordingSweepObserver();
    SweepResults results = run(TWO_BY_TWO, "whole", false, whole);
    assertThat(whole.started).containsExactlyElementsOf(cells);
    assertThat(results.anyFailed()).isFalse();

    // Eight rounds a cell: the second cell is cut off in its second method.
    RecordingSweepObserver cut = new RecordingSweepObserver(8 + 6);
    assertThatThrownBy(() -> run(TWO_BY_TWO, "resumed", false, cut))
        .isInstanceOf(RecordingSweepObserver.CutOff.class);
    assertThat(read("resumed/results.csv")).hasSize(1 + 2);
    RecordingSweepObserver rest = new RecordingSweepObserver();
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
    SweepResults results = run(TWO_BY_TWO, "tables", false, new RecordingSweepObserver());

    List<String> csv = read("tables/results.csv");
    assertThat(csv.get(0))
        .isEqualTo(
            "cell,variant,partition.alpha,seed,method,max_accuracy,convergence_round,"
                + "final_accuracy_mean,final_accuracy_std,bytes_sent,seconds,parameters_crc32,"
                + "exit_code,failure");
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
    RecordingSweepObserver events = new RecordingSweepObserver();

    SweepResults results = run(diverging, "failing", false, events);

    assertThat(results.anyFailed()).isTrue();
    assertThat(events.failed).hasSize(1);
    assertThat(events.failed.get(0)).contains("dpsgd diverged").contains("dpsgd.learningRate");
    List<String> csv = read("failing/results.csv");
    assertThat(csv.get(1))
        .startsWith("learningRate-3" + "0".repeat(38) + ",,3")
        .contains(",2,\"dpsgd diverged");
    assertThat(csv.get(3)).startsWith("learningRate-0.1,,0.1,dpsgd,0.").endsWith(",0,");
    assertThat(results.markdown()).contains("failed");
  }

  @Test
  void anExperimentThatIsTooLargeEndsNoOther() throws IOException {
    assertOthersGoOn(TOO_LARGE, "too-large");
  }

  @Test
  void whateverElseLiesInTheirPlaceFailsThoseExperimentsAlone() throws IOException {
    run(TWO_BY_TWO, "foreign", false, new RecordingSweepObserver());
    Path sweep = directory.resolve("foreign");
    Path file = sweep.resolve("alpha-0.1_seed-1");
    Path folder = sweep.resolve("alpha-0.1_seed-2");
    Path damaged = sweep.resolve("alpha-10_seed-1/summary.json");
    Files.move(file, sweep.resolve("aside"));
    Files.writeString(file, "mine");
    Files.move(folder, sweep.resolve("beside"));
    Files.createDirectory(folder);
    Files.writeString(folder.resolve("notes.txt"), "mine too");
    String summary = Files.readString(damaged);
    Files.writeString(damaged, "{");

    RecordingSweepObserver resumed = new RecordingSweepObserver();
    SweepResults results = run(TWO_BY_TWO, "foreign", true, resumed);

    assertThat(resumed.skipped).containsExactly("alpha-10_seed-2");
    assertThat(resumed.failed).hasSize(3);
    assertThat(resumed.failed.subList(0, 2))
        .allSatisfy(
            message ->
                assertThat(message)
                    .endsWith(
                        " lies in the place of this experiment and is none, so it is left alone: move it away, and --retry-failed runs the experiment"));
    assertThat(resumed.failed.get(2)).contains("summary.json is not the summary of a run");
    assertThat(results.cells().stream().map(cell -> cell.summary().isPresent()))
        .containsExactly(false, false, false, true);
    assertThat(read("foreign/results.csv")).filteredOn(row -> row.contains(",,,,,2,")).hasSize(6);
    assertThat(file).hasContent("mine");
    assertThat(folder.resolve("notes.txt")).hasContent("mine too");

    Files.delete(file);
    Files.move(sweep.resolve("aside"), file);
    Files.delete(folder.resolve("notes.txt"));
    Files.writeString(damaged, summary);
    RecordingSweepObserver again = new RecordingSweepObserver();
    SweepResults mended =
        new Sweep(load(TWO_BY_TWO), options("foreign", true), cell -> true, again)
            .retryFailed()
            .run();
    assertThat(again.started).containsExactly("alpha-0.1_seed-2");
    assertThat(mended.anyFailed()).isFalse();
    assertThat(sweep).isDirectoryNotContaining("glob:**.failure.txt");
  }

  @Test
  void anEstimateCountsWhatElseLiesThereAsLeft() throws IOException {
    run(TWO_BY_TWO, "obstructed", false, new RecordingSweepObserver());
    Path sweep = directory.resolve("obstructed");
    Path file = sweep.resolve("alpha-0.1_seed-1");
    Files.move(file, directory.resolve("aside"));
    Files.writeString(file, "mine");
    Files.writeString(sweep.resolve("alpha-10_seed-1/summary.json"), "{");

    SweepEstimate estimate =
        SweepEstimate.of(load(TWO_BY_TWO), options("obstructed", true).out(), cell -> true);

    assertThat(estimate.done()).isEqualTo(2);
    assertThat(estimate.rounds()).isEqualTo(2 * 2 * 4);
    assertThat(file).hasContent("mine");
    assertThat(sweep).isDirectoryNotContaining("glob:**.failure.txt");
  }

  @Test
  void chosenExperimentsJoinThoseThatAreComplete() throws IOException {
    SweepConfiguration sweep = load(TWO_BY_TWO);
    new Sweep(
            sweep,
            options("part", false),
            cell -> cell.name().endsWith("10_seed-2"),
            new RecordingSweepObserver())
        .run();
    assertThat(read("part/results.csv")).hasSize(1 + 2);
    SweepResults both =
        new Sweep(
                sweep,
                options("part", true),
                cell -> cell.name().endsWith("0.1_seed-1"),
                new RecordingSweepObserver())
            .run();

    assertThat(both.cells().stream().map(result -> result.cell().name()))
        .containsExactly("alpha-0.1_seed-1", "alpha-10_seed-2");
  }

  @Test
  void whatIsThereIsLeftAlone() throws IOException {
    String tiny = TWO_BY_TWO.replaceAll("(?s)sweep \\{.*", "sweep.seed = [1]\n");
    run(tiny, "twice", false, new RecordingSweepObserver());
    assertThatThrownBy(() -> run(tiny, "twice", false, new RecordingSweepObserver()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("already holds a sweep");
    assertThatThrownBy(
            () ->
                run(
                    tiny.replace("rounds = 4", "rounds = 5"),
                    "twice",
                    true,
                    new RecordingSweepObserver()))
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
                        new RecordingSweepObserver())
                    .run())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("is not a sweep directory");
    assertThat(directory.resolve("home/results.csv")).hasContent("years of work");
  }

  @Test
  void theRoundsOfAllExperimentsAreOneTableOfSparkSql() throws IOException {
    run(TWO_BY_TWO, "table", false, new RecordingSweepObserver());

    List<Row> rows =
        SparkSessions.open()
            .read()
            .parquet(directory.resolve("table/rounds.parquet").toString())
            .selectExpr("cell", "`partition.alpha` as alpha", "seed", "method", "round")
            .where("method = 'dpsgd' and round = 4")
            .orderBy("cell")
            .collectAsList();
    SparkSessions.close();

    assertThat(rows.stream().map(row -> row.mkString(" ")))
        .containsExactly(
            "alpha-0.1_seed-1 0.1 1 dpsgd 4",
            "alpha-0.1_seed-2 0.1 2 dpsgd 4",
            "alpha-10_seed-1 10 1 dpsgd 4",
            "alpha-10_seed-2 10 2 dpsgd 4");
    assertThat(read("table/results-wide.csv")).hasSize(1 + 4);
    assertThat(read("table/statistics.csv")).hasSize(1 + 2 * 2 * 2);
    assertThat(read("table/differences.csv")).hasSize(1 + 2 * 2);
  }

  @Test
  void aResumedSweepWithOtherValuesRunsWhatIsNew() throws IOException {
    String tiny = TWO_BY_TWO.replaceAll("(?s)sweep \\{.*", "sweep { devices = [4, 6] }\n");
    run(tiny, "axes", false, new RecordingSweepObserver());
    RecordingSweepObserver more = new RecordingSweepObserver();

    SweepResults results = run(tiny.replace("[4, 6]", "[6, 8]"), "axes", true, more);

    assertThat(more.skipped).containsExactly("devices-6");
    assertThat(more.started).containsExactly("devices-8");
    assertThat(results.cells()).hasSize(2);
    assertThat(directory.resolve("axes/rounds.parquet/cell=devices-4")).doesNotExist();
    assertThat(directory.resolve("axes/rounds.parquet/cell=devices-8")).isDirectory();
  }

  @Test
  void aDamagedTableOfOneExperimentEndsNoSweep() throws IOException {
    String tiny = TWO_BY_TWO.replaceAll("(?s)sweep \\{.*", "sweep { devices = [4, 6] }\n");
    run(tiny, "damaged", false, new RecordingSweepObserver());
    Path metrics = directory.resolve("damaged/devices-4/metrics.csv");
    Files.writeString(metrics, Files.readString(metrics).replaceFirst(",1,", ",one,"));

    SweepResults results = run(tiny, "damaged", true, new RecordingSweepObserver());

    assertThat(results.anyFailed()).isFalse();
    assertThat(directory.resolve("damaged/rounds.parquet/cell=devices-4")).doesNotExist();
    assertThat(directory.resolve("damaged/rounds.parquet/cell=devices-6")).isDirectory();
  }

  @Test
  void anEstimateLearnsFromWhatIsDone() throws IOException {
    SweepConfiguration sweep = load(TWO_BY_TWO);
    SweepEstimate before = SweepEstimate.of(sweep, Optional.empty(), cell -> true);
    assertThat(before.cells()).isEqualTo(4);
    assertThat(before.done()).isZero();
    assertThat(before.rounds()).isEqualTo(4 * 2 * 4);
    assertThat(before.bytes()).isBetween(1_000_000L, 1_000_000_000L);
    assertThat(before.text(1)).contains("cells: 4, of which 0 are done", "by a rough estimate");

    new Sweep(
            sweep,
            options("half", false),
            cell -> cell.name().startsWith("alpha-0.1"),
            new RecordingSweepObserver())
        .run();
    Optional<String> out = options("half", false).out();
    SweepEstimate after = SweepEstimate.of(sweep, out, cell -> true);

    assertThat(after.done()).isEqualTo(2);
    assertThat(after.rounds()).isEqualTo(2 * 2 * 4);
    double taken = 0;
    for (String cell : List.of("alpha-0.1_seed-1", "alpha-0.1_seed-2")) {
      List<String> lines = read("half/" + cell + "/metrics.csv");
      List<String> header = List.of(lines.get(0).split(","));
      for (String line : lines.subList(1, lines.size())) {
        for (String column : List.of("seconds", "seconds_evaluation")) {
          taken += Double.parseDouble(line.split(",", -1)[header.indexOf(column)]);
        }
      }
    }
    // What is left is as much again.
    assertThat(after.seconds()).isCloseTo(taken, Offset.offset(1e-3 * taken));
    assertThat(after.text(1)).contains("by what the 2 that are done took");
  }
}
