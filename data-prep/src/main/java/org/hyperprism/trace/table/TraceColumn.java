package org.hyperprism.trace.table;

import java.util.Arrays;
import java.util.Optional;

/** The columns of a trace, in the order in which they are written. */
enum TraceColumn {
  ROUND("round", true),
  SOURCE("src", true),
  DESTINATION("dst", true),
  PROBES("probes", true),
  DELIVERY_RATIO("delivery_ratio", false),
  MEAN_SNR("mean_snr_db", false),
  SOURCE_X("src_x", false),
  SOURCE_Y("src_y", false),
  DESTINATION_X("dst_x", false),
  DESTINATION_Y("dst_y", false);

  private final String columnName;
  private final boolean whole;

  TraceColumn(String columnName, boolean whole) {
    this.columnName = columnName;
    this.whole = whole;
  }

  /** As in the file's header. */
  String columnName() {
    return columnName;
  }

  /** Whether its values are int32 and not float32. */
  boolean isWhole() {
    return whole;
  }

  static Optional<TraceColumn> named(String name) {
    return Arrays.stream(values()).filter(column -> column.columnName.equals(name)).findFirst();
  }
}
