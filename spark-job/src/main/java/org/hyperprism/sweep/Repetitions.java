package org.hyperprism.sweep;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.hyperprism.report.comparison.Spread;
import org.hyperprism.results.Summary.MethodSummary;

/**
 * One method at one level of a sweep, once for every seed.
 *
 * @param cells the experiments that differ in nothing but the seed
 * @param method the method
 */
record Repetitions(List<CellResult> cells, String method) {

  private static final String NONE = "-";

  /** Mean, and standard deviation over several seeds, of the best accuracy in percent. */
  String maximumAccuracy() {
    List<MethodSummary> outcomes = outcomes();
    if (outcomes.size() < cells.size()) {
      return cells.stream().anyMatch(cell -> cell.failure().isPresent()) ? "failed" : NONE;
    }
    if (outcomes.stream().anyMatch(outcome -> outcome.maximumAccuracy().isEmpty())) {
      return NONE;
    }
    return meanAndDeviation(
        outcomes.stream()
            .mapToDouble(outcome -> 100 * outcome.maximumAccuracy().orElseThrow())
            .toArray(),
        2);
  }

  /** The same of the round that reached the target. */
  String convergenceRound() {
    List<MethodSummary> outcomes = outcomes();
    if (outcomes.size() < cells.size()) {
      return NONE;
    }
    int[] rounds =
        outcomes.stream()
            .map(MethodSummary::convergenceRound)
            .filter(OptionalInt::isPresent)
            .mapToInt(OptionalInt::getAsInt)
            .toArray();
    if (rounds.length < outcomes.size()) {
      return outcomes.size() == 1
          ? "never"
          : String.format(
              Locale.ROOT, "never in %d of %d", outcomes.size() - rounds.length, outcomes.size());
    }
    double[] values = new double[rounds.length];
    for (int i = 0; i < rounds.length; i++) {
      values[i] = rounds[i];
    }
    return meanAndDeviation(values, values.length == 1 ? 0 : 1);
  }

  private List<MethodSummary> outcomes() {
    return cells.stream()
        .map(CellResult::summary)
        .flatMap(Optional::stream)
        .map(summary -> summary.method(method))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Such as {@code 88.23 ± 0.51}; of a single value itself. */
  private static String meanAndDeviation(double[] values, int digits) {
    return Spread.of(Arrays.stream(values).boxed().toList()).text(digits);
  }
}
