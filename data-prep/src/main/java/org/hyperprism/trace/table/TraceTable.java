package org.hyperprism.trace.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.hyperprism.failure.DataException;
import org.hyperprism.trace.TraceInformation;
import org.hyperprism.trace.TraceLink;
import org.hyperprism.trace.TraceSource;

/**
 * A trace whose rows were handed over by a program, held in memory as a whole; it travels with its
 * rows.
 */
public final class TraceTable implements TraceSource {

  private static final long serialVersionUID = 1L;

  private final String name;
  private final String[] columns;

  /** For each row its cells, by ascending round; NaN is an empty cell. */
  private final double[][] rows;

  /** The place of each of these rows among those that were given, from 1. */
  private final int[] numbers;

  private TraceTable(String name, String[] columns, double[][] rows, int[] numbers) {
    this.name = name;
    this.columns = columns;
    this.rows = rows;
    this.numbers = numbers;
  }

  /**
   * The trace of some rows, in any order.
   *
   * @param name what messages call it
   * @param columns the names of the columns; those that {@link #known(String, List)} leaves out are
   *     passed over
   * @param given double[columns] each, NaN for an empty cell; kept, not copied
   * @throws DataException if a column is missing, or a row has no round
   */
  public static TraceTable of(String name, List<String> columns, Iterator<double[]> given) {
    Set<TraceColumn> known = TraceColumns.of(columns, false, name);
    List<double[]> rows = new ArrayList<>();
    given.forEachRemaining(rows::add);
    TraceTable unordered =
        new TraceTable(
            name,
            columns.toArray(String[]::new),
            rows.toArray(double[][]::new),
            IntStream.rangeClosed(1, rows.size()).toArray());
    int[] rounds =
        IntStream.range(0, rows.size()).map(row -> unordered.row(row, known).round()).toArray();
    int[] order =
        IntStream.range(0, rows.size())
            .boxed()
            .sorted(Comparator.comparingInt(row -> rounds[row]))
            .mapToInt(Integer::intValue)
            .toArray();
    return new TraceTable(
        name,
        unordered.columns,
        IntStream.of(order).mapToObj(rows::get).toArray(double[][]::new),
        IntStream.of(order).map(row -> row + 1).toArray());
  }

  /**
   * The columns that say something of a link.
   *
   * @param name what messages call the rows
   * @param columns the names of all columns
   * @return the known ones, in their order
   * @throws DataException if a needed one is missing, or one stands there twice
   */
  public static List<String> known(String name, List<String> columns) {
    TraceColumns.of(columns, false, name);
    return columns.stream().filter(column -> TraceColumn.named(column).isPresent()).toList();
  }

  private TraceRow row(int row, Set<TraceColumn> known) {
    TraceCells cells = new TraceCells();
    for (int c = 0; c < columns.length; c++) {
      double number = rows[row][c];
      TraceColumn.named(columns[c])
          .filter(column -> !Double.isNaN(number))
          .ifPresent(column -> cells.set(column, number));
    }
    return TraceRow.of(cells, known, name, numbers[row]);
  }

  private Set<TraceColumn> known() {
    return TraceColumns.of(List.of(columns), false, name);
  }

  /** Where the rows of a round begin, or would. */
  private int first(int round, int roundColumn) {
    int low = 0;
    int high = rows.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (rows[middle][roundColumn] < round) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private List<TraceRow> rows(int round) {
    int roundColumn = roundColumn();
    Set<TraceColumn> known = known();
    return IntStream.range(first(round, roundColumn), first(round + 1, roundColumn))
        .mapToObj(row -> row(row, known))
        .toList();
  }

  private int roundColumn() {
    return List.of(columns).indexOf(TraceColumn.ROUND.columnName());
  }

  /** The largest device and round: the rows are all there is. */
  @Override
  public TraceInformation information() {
    return TraceCheck.of(this, Integer.MAX_VALUE).information();
  }

  @Override
  public List<TraceLink> round(int round) {
    return RoundRows.links(rows(round), TraceLimits.of(Optional.empty()));
  }

  /** As what lies in files. */
  StoredTrace stored() {
    return new StoredTrace() {
      @Override
      public Optional<TraceInformation> information() {
        return Optional.empty();
      }

      @Override
      public List<TraceRow> round(int round) {
        return rows(round);
      }

      @Override
      public void forEachRound(RoundVisitor visitor) {
        int roundColumn = roundColumn();
        int row = 0;
        while (row < rows.length) {
          int round = (int) rows[row][roundColumn];
          visitor.visit(round, rows(round));
          row = first(round + 1, roundColumn);
        }
      }
    };
  }

  /** Its name. */
  @Override
  public String toString() {
    return name;
  }
}
