package org.hyperprism.trace.table;

import java.util.Locale;
import org.hyperprism.failure.ConfigurationException;

/** How a trace is written down, chosen by the ending of its name. */
enum TraceFormat {
  CSV,
  PARQUET;

  static boolean isCsv(String path) {
    return path.toLowerCase(Locale.ROOT).endsWith(".csv");
  }

  static boolean isParquet(String path) {
    return path.toLowerCase(Locale.ROOT).endsWith(".parquet");
  }

  /**
   * @throws ConfigurationException if the name has another ending
   */
  static TraceFormat of(String path) {
    if (isCsv(path)) {
      return CSV;
    }
    if (isParquet(path)) {
      return PARQUET;
    }
    throw new ConfigurationException(
        "the trace "
            + path
            + " has an unknown ending; expected .csv or .parquet: name it accordingly");
  }
}
