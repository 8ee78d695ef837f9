package org.hyperprism.experiment;

import java.util.List;
import java.util.function.IntUnaryOperator;
import org.hyperprism.failure.DataException;
import org.hyperprism.results.ResultTable;
import org.hyperprism.results.ResultTables;
import org.hyperprism.results.RoundMetrics;

/**
 * The rows that a method which is resumed must find of its rounds before: a file that was deleted
 * or shortened meanwhile would leave holes in the results.
 */
final class EarlierRounds {

  private final ResultTables tables;
  private final String metricsFile;

  /**
   * @param tables what was taken up of the interrupted run
   * @param metricsFile where its metrics are, for messages
   */
  EarlierRounds(ResultTables tables, String metricsFile) {
    this.tables = tables;
    this.metricsFile = metricsFile;
  }

  /**
   * Checks that no row is missing.
   *
   * @param rounds the rounds 1 to this one have been run
   * @param exponents rows of {@code exponents.csv} that a round has
   * @throws DataException if one is; names the file and the round
   */
  void check(String method, int rounds, IntUnaryOperator exponents) {
    int[] metricsRows = count(tables.metrics(), method, rounds);
    int[] exponentsRows = count(tables.exponents(), method, rounds);
    for (int round = 1; round <= rounds; round++) {
      check(metricsFile, metricsRows[round], 1, method, round);
      check(
          metricsFile.replace("metrics.csv", "exponents.csv"),
          exponentsRows[round],
          exponents.applyAsInt(round),
          method,
          round);
    }
  }

  private static int[] count(ResultTable<?> table, String method, int rounds) {
    int[] counts = new int[rounds + 1];
    for (List<String> row : table.rows()) {
      if (row.get(table.column(RoundMetrics.METHOD)).equals(method)) {
        counts[Integer.parseInt(row.get(table.column(RoundMetrics.ROUND)))]++;
      }
    }
    return counts;
  }

  private static void check(String file, int found, int expected, String method, int round) {
    if (found != expected) {
      throw new DataException(
          "--resume: %s holds %d rows of round %d of %s, and %d were written; put the file back as it was, or give --overwrite to start again"
              .formatted(file, found, round, method, expected));
    }
  }
}
