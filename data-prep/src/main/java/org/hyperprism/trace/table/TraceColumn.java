package org.hyperprism.trace.table;

import java.util.Arrays;
import java.util.Optional;

/** The columns of a trace, in the order in which they are written. */
enum TraceColumn {
  ROUND("round", true, true),
  SOURCE("src", true, true),
  DESTINATION("dst", true, true),
  PROBES("probes", true, true),
  DELIVERY_RATIO("delivery_ratio", false, true),
  MEAN_SNR("mean_snr_db", false, false),
  SOURCE_X("src_x", false, false),
  SOURCE_Y("src_y", false, false),
  DESTINATION_X("dst_x", false, false),
  DESTINATION_Y("dst_y", false, false);

  private final String columnName;
  private final boolean whole;
  private final boolean repetitive;

  TraceColumn(String columnName, boolean whole, boolean repetitive) {
    this.columnName = columnName;
    this.whole = whole;
    this.repetitive = repetitive;
  }

  /** As in the file's header. */
  String columnName() {
    return columnName;
  }

  /** Whether its values are int32 and not float32. */
  boolean isWhole() {
    return whole;
  }

  /** Whether it has few different values, so that a dictionary of them pays. */
  boolean isRepetitive() {
    return repetitive;
  }

  static Optional<TraceColumn> named(String name) {
    return Arrays.stream(values()).filter(column -> column.columnName.equals(name)).findFirst();
  }
}
