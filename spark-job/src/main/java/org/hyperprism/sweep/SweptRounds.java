package org.hyperprism.sweep;

import java.util.Map;
import org.hyperprism.failure.DataException;
import org.hyperprism.results.ResultTable;
import org.hyperprism.results.RoundMetrics;
import org.hyperprism.results.RunDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rounds of all runs of a sweep as one Parquet data set, {@value #FOLDER}, with a folder {@code
 * cell=NAME} for each run, which Spark SQL reads as one table: the columns of {@code metrics.csv},
 * after those of the swept settings.
 */
final class SweptRounds {

  /** The folder of the data set. */
  static final String FOLDER = "rounds.parquet";

  private static final Logger LOG = LoggerFactory.getLogger(SweptRounds.class);

  private final RunDirectory sweep;

  /**
   * @param sweep directory with a run directory for each cell
   */
  SweptRounds(RunDirectory sweep) {
    this.sweep = sweep;
  }

  /** Deletes the whole data set. */
  void clear() {
    sweep.delete(FOLDER);
  }

  /**
   * Adds a run that is complete, or replaces it; a warning says so where its table is damaged.
   *
   * @param cell its name, that of its directory
   * @param settings the swept settings by name, as text
   */
  void add(String cell, Map<String, String> settings) {
    String file = cell + "/" + RunDirectory.METRICS;
    String csv = sweep.read(file).orElse("");
    ResultTable<RoundMetrics> metrics = new ResultTable<>(RoundMetrics.COLUMNS);
    // What an older version left has other columns, and would not be of the same table.
    if (!csv.startsWith(metrics.csv())) {
      return;
    }
    try {
      metrics.addCsv(csv, sweep.uri(file), row -> true);
    } catch (DataException damaged) {
      LOG.warn("{}; {} does without this experiment", damaged.getMessage(), FOLDER);
      return;
    }
    metrics.writeParquet(sweep, FOLDER + "/cell=" + cell, settings);
  }
}
