package org.hyperprism.report.figure;

import java.util.List;

/**
 * Numbers in rows.
 *
 * @param columns what the columns hold, with units
 * @param rows cells, as many as columns each; empty where there is no number
 */
public record NumberTable(List<String> columns, List<List<String>> rows) {

  public NumberTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }
}
