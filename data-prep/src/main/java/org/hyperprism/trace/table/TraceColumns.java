package org.hyperprism.trace.table;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hyperprism.failure.DataException;
import org.hyperprism.trace.TraceLink;

/** Which columns a trace has. */
final class TraceColumns {

  private static final Set<TraceColumn> NEEDED =
      EnumSet.range(TraceColumn.ROUND, TraceColumn.DESTINATION);
  private static final Set<TraceColumn> PLACES =
      EnumSet.range(TraceColumn.SOURCE_X, TraceColumn.DESTINATION_Y);

  private TraceColumns() {}

  /**
   * The known ones among the columns of a file.
   *
   * @param inFolderName whether the rounds come from the name of the folder
   * @throws DataException if a needed one is missing or stands there twice
   */
  static Set<TraceColumn> of(List<String> names, boolean inFolderName, String file) {
    Set<TraceColumn> columns = EnumSet.noneOf(TraceColumn.class);
    for (String name : names) {
      TraceColumn.named(name)
          .ifPresent(
              column -> {
                if (!columns.add(column)) {
                  throw new DataException(
                      file + " has the column " + name + " twice; expected it once: rename one");
                }
              });
    }
    Set<TraceColumn> missing = EnumSet.copyOf(NEEDED);
    if (inFolderName) {
      missing.remove(TraceColumn.ROUND);
    }
    if (columns.contains(TraceColumn.PROBES) || columns.contains(TraceColumn.MEAN_SNR)) {
      missing.add(TraceColumn.DELIVERY_RATIO);
    }
    if (columns.stream().anyMatch(PLACES::contains)) {
      missing.addAll(PLACES);
    }
    missing.removeAll(columns);
    if (!missing.isEmpty()) {
      throw new DataException(
          String.format(
              "%s has the columns %s and lacks %s; expected round, src and dst, delivery_ratio with"
                  + " probes or mean_snr_db, and all or none of src_x, src_y, dst_x and dst_y",
              file,
              names.isEmpty() ? "(none)" : String.join(", ", names),
              missing.stream().map(TraceColumn::columnName).collect(Collectors.joining(", "))));
    }
    return columns;
  }

  /** The columns for links like this one. */
  static Set<TraceColumn> of(TraceLink link) {
    Set<TraceColumn> columns = EnumSet.copyOf(NEEDED);
    link.reception()
        .ifPresent(
            reception -> {
              columns.add(TraceColumn.DELIVERY_RATIO);
              reception.probes().ifPresent(probes -> columns.add(TraceColumn.PROBES));
              reception.meanSnr().ifPresent(snr -> columns.add(TraceColumn.MEAN_SNR));
            });
    if (link.placement().isPresent()) {
      columns.addAll(PLACES);
    }
    return columns;
  }

  static Set<TraceColumn> needed() {
    return EnumSet.copyOf(NEEDED);
  }

  /** The number that a link has in a column that {@link #of(TraceLink)} names. */
  static double value(TraceLink link, TraceColumn column) {
    return switch (column) {
      case ROUND -> link.round();
      case SOURCE -> link.source();
      case DESTINATION -> link.destination();
      case PROBES -> link.reception().orElseThrow().probes().orElseThrow();
      case DELIVERY_RATIO -> link.reception().orElseThrow().deliveryRatio();
      case MEAN_SNR -> link.reception().orElseThrow().meanSnr().orElseThrow();
      case SOURCE_X -> link.placement().orElseThrow().sourceX();
      case SOURCE_Y -> link.placement().orElseThrow().sourceY();
      case DESTINATION_X -> link.placement().orElseThrow().destinationX();
      case DESTINATION_Y -> link.placement().orElseThrow().destinationY();
    };
  }

  static List<String> names(Set<TraceColumn> columns) {
    List<String> names = new ArrayList<>();
    for (TraceColumn column : columns) {
      names.add(column.columnName());
    }
    return names;
  }
}
