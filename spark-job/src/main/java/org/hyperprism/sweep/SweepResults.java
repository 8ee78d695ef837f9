package org.hyperprism.sweep;

import java.util.List;

/**
 * What came out of a sweep.
 *
 * @param directory where it is kept
 * @param keys the swept settings
 * @param cells the experiments that have run so far, in the order of the sweep
 */
public record SweepResults(String directory, List<String> keys, List<CellResult> cells) {

  public SweepResults {
    keys = List.copyOf(keys);
    cells = List.copyOf(cells);
  }

  /** One row per experiment and method. */
  public String csv() {
    return ResultsCsv.of(this);
  }

  /** One row per experiment, the methods side by side. */
  String wideCsv() {
    return ResultsWide.of(this);
  }

  /** Spread over seeds and ranks, one row per setting, method and measure. */
  String statisticsCsv() {
    return StatisticsText.statistics(this);
  }

  /** Differences between methods seed by seed, one row per setting, pair and measure. */
  String differencesCsv() {
    return StatisticsText.differences(this);
  }

  /** Tables for people, in Markdown that is also readable as it is. */
  public String markdown() {
    return ResultsMarkdown.of(this);
  }

  /** Whether any experiment failed by a fault of HyperPrism. */
  public boolean anyFault() {
    return cells.stream().anyMatch(CellResult::isFault);
  }

  /** Whether any experiment failed. */
  public boolean anyFailed() {
    return cells.stream().anyMatch(cell -> cell.failure().isPresent());
  }
}
