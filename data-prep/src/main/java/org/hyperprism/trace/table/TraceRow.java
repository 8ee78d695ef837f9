package org.hyperprism.trace.table;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.hyperprism.failure.DataException;
import org.hyperprism.trace.TraceLink;
import org.jspecify.annotations.Nullable;

/**
 * One checked row of a stored trace.
 *
 * @param round from 1
 * @param link what the row says; null if it says that the round has no links
 * @param file where it stands
 * @param number of the line in a CSV file, of the row in Parquet, from 1
 */
record TraceRow(int round, @Nullable TraceLink link, String file, long number) {

  /** The most devices or rounds that the format can name. */
  private static final int MOST = Integer.MAX_VALUE - 1;

  /**
   * Checks the cells of a row.
   *
   * @param columns the file's columns
   * @throws DataException if they are not those of a row
   */
  static TraceRow of(TraceCells cells, Set<TraceColumn> columns, String file, long number) {
    return new Reading(cells, columns, file, number).row();
  }

  /** For messages. */
  String place() {
    return place(file, number);
  }

  static String place(String file, long number) {
    return file + (TraceFormat.isCsv(file) ? ", line " : ", row ") + number;
  }

  private record Reading(TraceCells cells, Set<TraceColumn> columns, String file, long number) {

    TraceRow row() {
      int round = whole(TraceColumn.ROUND, 1);
      if (!cells.has(TraceColumn.SOURCE) && !cells.has(TraceColumn.DESTINATION)) {
        return new TraceRow(round, null, file, number);
      }
      int source = whole(TraceColumn.SOURCE, 0);
      int destination = whole(TraceColumn.DESTINATION, 0);
      if (source == destination) {
        throw new DataException(
            String.format(
                "%s (round %d): src and dst are both %d; expected two different devices: remove"
                    + " the row",
                place(file, number), round, source));
      }
      return new TraceRow(
          round, new TraceLink(round, source, destination, reception(), placement()), file, number);
    }

    private Optional<TraceLink.Reception> reception() {
      if (!columns.contains(TraceColumn.DELIVERY_RATIO)) {
        return Optional.empty();
      }
      double deliveryRatio = number(TraceColumn.DELIVERY_RATIO);
      if (!(deliveryRatio >= 0 && deliveryRatio <= 1)) {
        throw wrong(TraceColumn.DELIVERY_RATIO, "a number from 0 to 1");
      }
      return Optional.of(
          new TraceLink.Reception(
              columns.contains(TraceColumn.PROBES)
                  ? OptionalInt.of(whole(TraceColumn.PROBES, 0))
                  : OptionalInt.empty(),
              float32(deliveryRatio),
              columns.contains(TraceColumn.MEAN_SNR)
                  ? OptionalDouble.of(finite(TraceColumn.MEAN_SNR))
                  : OptionalDouble.empty()));
    }

    private Optional<TraceLink.Placement> placement() {
      if (!columns.contains(TraceColumn.SOURCE_X)) {
        return Optional.empty();
      }
      return Optional.of(
          new TraceLink.Placement(
              finite(TraceColumn.SOURCE_X),
              finite(TraceColumn.SOURCE_Y),
              finite(TraceColumn.DESTINATION_X),
              finite(TraceColumn.DESTINATION_Y)));
    }

    private int whole(TraceColumn column, int least) {
      double value = number(column);
      if (!(value >= least && value <= MOST) || value != Math.rint(value)) {
        throw wrong(column, "a whole number from %d to %d".formatted(least, MOST));
      }
      return (int) value;
    }

    private double finite(TraceColumn column) {
      double value = float32(number(column));
      if (!Double.isFinite(value)) {
        throw wrong(column, "a finite number");
      }
      return value;
    }

    private double number(TraceColumn column) {
      if (!cells.has(column)) {
        throw new DataException(
            "%s: %s is empty; expected a number in every row"
                .formatted(place(file, number), column.columnName()));
      }
      return cells.get(column);
    }

    private DataException wrong(TraceColumn column, String expected) {
      double given = cells.get(column);
      String text =
          given == Math.rint(given) && Math.abs(given) < 1e15
              ? Long.toString((long) given)
              : Double.toString(given);
      return new DataException(
          "%s: %s is %s; expected %s"
              .formatted(place(file, number), column.columnName(), text, expected));
    }

    /** As Parquet stores it, so that every format gives the same links; without a negative zero. */
    private static double float32(double value) {
      return (float) value + 0.0f;
    }
  }
}
