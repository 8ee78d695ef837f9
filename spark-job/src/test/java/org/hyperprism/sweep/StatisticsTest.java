package org.hyperprism.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.hyperprism.report.comparison.Spread;
import org.hyperprism.results.EvaluatedOn;
import org.hyperprism.results.Summary;
import org.hyperprism.results.Summary.MethodSummary;
import org.junit.jupiter.api.Test;

/** Tables over seeds and settings, of accuracies that are given. */
class StatisticsTest extends SmallSweeps {

  private static final String THREE_SEEDS =
      """
      methods = [dpsgd, mudag, adom]
      sweep {
        partition.alpha = [0.1, 10]
        seed = [1, 2, 3]
      }
      """;

  /** Of each cell, of each method; the cells are three seeds at 0.1 and three at 10. */
  private static final double[][] ACCURACIES = {
    {0.80, 0.82, 0.70},
    {0.82, 0.85, 0.72},
    {0.84, 0.85, 0.71},
    {0.90, 0.90, 0.90},
    {0.92, 0.91, 0.92},
    {0.94, 0.95, 0.94},
  };

  @Test
  void theIntervalIsStudentsAndTheDifferencesArePaired() throws IOException {
    SweepResults results = results(ACCURACIES);

    // Mean 0.82, deviation 0.02; t of 2 degrees of freedom at 0.975 is 4.302653.
    double half = 4.302653 * 0.02 / Math.sqrt(3);
    List<String> row = row(results.statisticsCsv(), "", "partition.alpha 0.1", "dpsgd");
    assertThat(row.subList(3, 5)).containsExactly("max_accuracy", "3");
    assertThat(number(row, 5)).isCloseTo(0.82, within(1e-12));
    assertThat(number(row, 6)).isCloseTo(0.02, within(1e-12));
    assertThat(number(row, 7)).isCloseTo(0.82 - half, within(1e-7));
    assertThat(number(row, 8)).isCloseTo(0.82 + half, within(1e-7));

    // -0.02, -0.03, -0.01 seed by seed: a third of the deviation of either method.
    List<String> pair = row(results.differencesCsv(), "", "partition.alpha 0.1", "dpsgd", "mudag");
    assertThat(number(pair, 6)).isCloseTo(-0.02, within(1e-12));
    assertThat(number(pair, 7)).isCloseTo(0.01, within(1e-12));
    // t = -3.4641 with 2 degrees of freedom.
    assertThat(number(pair, 10)).isCloseTo(0.0741799, within(1e-6));
    assertThat(results.differencesCsv().lines()).hasSize(1 + 2 * 2 * 3);
  }

  @Test
  void equalMeansShareTheirPlaces() throws IOException {
    SweepResults results = results(ACCURACIES);

    assertThat(row(results.statisticsCsv(), "", "partition.alpha 10", "dpsgd").get(9))
        .isEqualTo("2");
    assertThat(row(results.statisticsCsv(), "", "partition.alpha 10", "adom").subList(9, 11))
        .containsExactly("2", "2.5");
    assertThat(results.markdown())
        .contains(
            "Mean rank by Max Acc over the settings that all methods have: mudag 1.50, dpsgd 2.00, adom 2.50.");
  }

  @Test
  void theTablesForPeopleCompareWithTheBest() throws IOException {
    String markdown = results(ACCURACIES).markdown();

    assertThat(markdown)
        .contains("Max Acc, mean [95 % interval by Student's t]:")
        .containsPattern("\\| dpsgd +\\| 82\\.00 \\[77\\.03, 86\\.97\\]")
        .contains("Max Acc of mudag less that of the other method, seed by seed, in points:")
        .containsPattern("\\| dpsgd +\\| 2\\.00 \\[-0\\.48, 4\\.48\\]");
  }

  @Test
  void aSeedThatFailedIsLeftOutAndSaysWhereAndWhen() throws IOException {
    SweepConfiguration sweep = load(THREE_SEEDS);
    List<CellResult> cells = new ArrayList<>(results(ACCURACIES).cells());
    SweepCell lost = sweep.cells().get(1);
    cells.set(
        1,
        new CellResult(
            lost,
            Optional.empty(),
            Optional.of("mudag diverged in round 7: device 3: its loss is Infinity"),
            false));
    SweepResults results = new SweepResults("runs/x", sweep.keys(), cells);

    assertThat(row(results.statisticsCsv(), "", "partition.alpha 0.1", "mudag").get(4))
        .isEqualTo("2");
    assertThat(row(results.differencesCsv(), "", "partition.alpha 0.1", "dpsgd", "mudag").get(5))
        .isEqualTo("2");
    assertThat(results.markdown())
        .contains("## Failed\n\n- alpha-0.1_seed-2: mudag diverged in round 7: device 3");
    assertThat(results.wideCsv().lines().skip(2).findFirst().orElseThrow())
        .startsWith("alpha-0.1_seed-2,,0.1,2,,,")
        .endsWith(",2,mudag diverged in round 7: device 3: its loss is Infinity");
  }

  @Test
  void oneSeedHasNoIntervalAndOneMethodNoRank() throws IOException {
    SweepConfiguration sweep = load("methods = [dpsgd]\nsweep.partition.alpha = [0.1, 10]\n");
    List<CellResult> cells =
        sweep.cells().stream()
            .map(cell -> CellResult.complete(cell, summary(Map.of("dpsgd", 0.5))))
            .toList();
    SweepResults results = new SweepResults("runs/x", sweep.keys(), cells);

    assertThat(row(results.statisticsCsv(), "", "partition.alpha 10", "dpsgd").subList(4, 9))
        .containsExactly("1", "0.5", "", "", "");
    assertThat(results.differencesCsv().lines()).hasSize(1);
    assertThat(results.markdown()).doesNotContain("Student", "rank");
  }

  @Test
  void theWideTableHasTheMethodsSideBySide() throws IOException {
    List<String> lines = results(ACCURACIES).wideCsv().lines().toList();

    assertThat(lines).hasSize(1 + 6);
    assertThat(lines.get(0))
        .startsWith("cell,variant,partition.alpha,seed,dpsgd_max_accuracy,dpsgd_convergence_round,")
        .contains(",adom_max_accuracy,")
        .endsWith(",exit_code,failure");
    assertThat(lines)
        .allSatisfy(line -> assertThat(line.split(",", -1)).hasSameSizeAs(lines.get(0).split(",")));
    assertThat(lines.get(1)).startsWith("alpha-0.1_seed-1,,0.1,1,0.8,");
  }

  @Test
  void numbersThatAreAllTheSameHaveNoChance() {
    assertThat(Spread.of(List.of(1.0, 1.0)).chanceOfZero()).isEmpty();
    assertThat(Spread.of(List.of(1.0)).chanceOfZero()).isEmpty();
    assertThat(Spread.of(List.of(1.0)).halfInterval()).isEmpty();
    assertThat(Spread.of(List.of(-1.0, 1.0)).chanceOfZero().orElseThrow())
        .isCloseTo(1, within(1e-12));
  }

  private SweepResults results(double[][] accuracies) throws IOException {
    SweepConfiguration sweep = load(THREE_SEEDS);
    List<CellResult> cells = new ArrayList<>();
    for (int i = 0; i < accuracies.length; i++) {
      cells.add(
          CellResult.complete(
              sweep.cells().get(i),
              summary(
                  Map.of(
                      "dpsgd", accuracies[i][0],
                      "mudag", accuracies[i][1],
                      "adom", accuracies[i][2]))));
    }
    return new SweepResults("runs/x", sweep.keys(), cells);
  }

  private static Summary summary(Map<String, Double> accuracies) {
    List<MethodSummary> methods = new ArrayList<>();
    accuracies.forEach(
        (method, accuracy) ->
            methods.add(
                new MethodSummary(
                    method,
                    OptionalDouble.of(accuracy),
                    OptionalDouble.of(accuracy),
                    OptionalDouble.of(accuracy),
                    OptionalDouble.of(0),
                    OptionalInt.of(1),
                    OptionalInt.of(1),
                    1,
                    1,
                    1,
                    OptionalDouble.empty(),
                    "00000000")));
    return new Summary(methods, OptionalDouble.empty(), EvaluatedOn.TEST, OptionalDouble.empty());
  }

  /** The first row that begins like this. */
  private static List<String> row(String csv, String... begin) {
    return csv.lines()
        .map(line -> List.of(line.split(",", -1)))
        .filter(cells -> cells.subList(0, begin.length).equals(List.of(begin)))
        .findFirst()
        .orElseThrow();
  }

  private static double number(List<String> row, int column) {
    return Double.parseDouble(row.get(column));
  }
}
