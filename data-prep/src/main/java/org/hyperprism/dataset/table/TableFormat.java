package org.hyperprism.dataset.table;

import java.util.Locale;
import java.util.Optional;
import org.hyperprism.failure.ConfigurationException;

/** How a table is written down. */
public sealed interface TableFormat {

  /** Lines of {@code label index:value ...} with indices from 1 on, ascending. */
  record Libsvm() implements TableFormat {}

  /**
   * Comma-separated numbers, one sample a line.
   *
   * @param labelColumn name of the column that holds the labels; without a header the columns are
   *     called {@code _c0}, {@code _c1} and so on
   * @param header whether the first line holds the names of the columns
   * @param deviceColumn name of the column that says which device holds the sample, by any text;
   *     empty if none does
   */
  record Csv(String labelColumn, boolean header, Optional<String> deviceColumn)
      implements TableFormat {

    /** A table of which no column says which device holds a sample. */
    public Csv(String labelColumn, boolean header) {
      this(labelColumn, header, Optional.empty());
    }

    /** The same with a column that says which device holds each sample. */
    public Csv withDevices(String column) {
      return new Csv(labelColumn, header, Optional.of(column));
    }
  }

  /**
   * The usual format of a file: LIBSVM for {@code .svm} and {@code .libsvm}; for {@code .csv} a
   * header with the label in the column {@code label}.
   *
   * @throws ConfigurationException if the name has another ending
   */
  public static TableFormat of(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".svm") || lower.endsWith(".libsvm")) {
      return new Libsvm();
    }
    if (lower.endsWith(".csv")) {
      return new Csv("label", true);
    }
    throw new ConfigurationException(
        "the table "
            + path
            + " has an unknown ending; expected .svm, .libsvm or .csv: rename it accordingly");
  }
}
