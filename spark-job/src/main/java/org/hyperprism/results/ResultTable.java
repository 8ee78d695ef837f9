package org.hyperprism.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.hyperprism.failure.DataException;
import org.jspecify.annotations.Nullable;

/**
 * A results table as it is published: rows of text cells, in the order they were added. The Parquet
 * copy is made from the same cells, so both hold the same values.
 */
public final class ResultTable<R> {

  private final List<Column<R>> columns;

  /** One text a row, which takes a fifth of the memory of its cells. */
  private final List<String> rows = new ArrayList<>();

  public ResultTable(List<Column<R>> columns) {
    this.columns = columns;
  }

  /** Adds a row, as text. */
  public void add(R row) {
    rows.add(String.join(",", columns.stream().map(column -> column.text().apply(row)).toList()));
  }

  /**
   * Adds the rows of a CSV text that {@link #csv} made, as far as {@code keep} wants them.
   *
   * @param origin where the text is, for messages
   * @throws DataException if it is not such a text; the message names the line
   */
  public void addCsv(String csv, String origin, Predicate<List<String>> keep) {
    List<String> lines = csv.lines().toList();
    if (lines.isEmpty() || !lines.get(0).equals(header())) {
      throw new DataException(
          "%s does not begin with the line %s; it was not written by this version, so the run cannot"
                  .formatted(origin, header())
              + " be resumed: start again with --overwrite");
    }
    for (int i = 1; i < lines.size(); i++) {
      List<String> cells = cells(lines.get(i));
      if (cells.size() != columns.size()) {
        throw damaged(
            origin, i + 1, "has %d cells instead of %d".formatted(cells.size(), columns.size()));
      }
      for (int c = 0; c < cells.size(); c++) {
        if (!columns.get(c).holds(cells.get(c))) {
          throw damaged(origin, i + 1, "has no number as " + columns.get(c).name());
        }
      }
      if (keep.test(cells)) {
        rows.add(lines.get(i));
      }
    }
  }

  private static DataException damaged(String origin, int line, String what) {
    return new DataException(
        "%s, line %d %s; put the file back as it was, or give --overwrite to start again"
            .formatted(origin, line, what));
  }

  /** The cells of all rows, in the order of the columns. */
  public List<List<String>> rows() {
    return rowsFrom(0);
  }

  /** The rows from one on, which counts from 0. */
  public List<List<String>> rowsFrom(int first) {
    return rows.subList(first, rows.size()).stream().map(ResultTable::cells).toList();
  }

  private static List<String> cells(String line) {
    return List.of(line.split(",", -1));
  }

  /** Whether it has no rows. */
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /**
   * Place of a column among the cells of a row.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public int column(String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException("there is no column " + name);
  }

  private String header() {
    return String.join(",", columns.stream().map(Column::name).toList());
  }

  /** The file: a header, then a line for each row. */
  public String csv() {
    StringBuilder text = new StringBuilder(header()).append('\n');
    for (String row : rows) {
      text.append(row).append('\n');
    }
    return text.toString();
  }

  /** The rows as {@link #csv} has them, one line each. */
  public List<String> lines() {
    return List.copyOf(rows);
  }

  /** Adds rows that {@link #lines} gave. */
  public void addLines(List<String> lines) {
    rows.addAll(lines);
  }

  /** The same as a DataFrame: the columns of the file, with null for an empty cell. */
  public Dataset<Row> dataFrame(SparkSession spark) {
    StructType schema = new StructType();
    for (Column<R> column : columns) {
      DataType type =
          switch (column.type()) {
            case TEXT -> DataTypes.StringType;
            case WHOLE -> DataTypes.LongType;
            case NUMBER -> DataTypes.DoubleType;
          };
      schema = schema.add(column.name(), type);
    }
    List<Row> all = rows().stream().map(cells -> RowFactory.create(values(cells))).toList();
    return spark.createDataFrame(all, schema);
  }

  private @Nullable Object[] values(List<String> cells) {
    @Nullable Object[] values = new @Nullable Object[cells.size()];
    for (int c = 0; c < values.length; c++) {
      String cell = cells.get(c);
      if (!cell.isEmpty()) {
        values[c] =
            switch (columns.get(c).type()) {
              case TEXT -> cell;
              case WHOLE -> Long.valueOf(cell);
              case NUMBER -> Double.valueOf(cell);
            };
      }
    }
    return values;
  }

  /** Writes the same as Parquet, beside the CSV file, in {@code name.parquet}. */
  public void writeParquet(RunDirectory directory, String csvName) {
    writeParquet(directory, csvName.replace(".csv", ".parquet"), Map.of());
  }

  /**
   * Writes the same as Parquet, the one file of a folder.
   *
   * @param same columns of text that come first and are the same in all rows
   */
  public void writeParquet(RunDirectory directory, String folder, Map<String, String> same) {
    List<Column<R>> all = new ArrayList<>();
    same.forEach((name, value) -> all.add(Column.text(name, row -> value)));
    all.addAll(columns);
    List<List<String>> cells = new ArrayList<>();
    for (List<String> row : rows()) {
      List<String> longer = new ArrayList<>(same.values());
      longer.addAll(row);
      cells.add(longer);
    }
    directory.writeFolder(folder, "part-00000.snappy.parquet", ParquetFile.bytes(all, cells));
  }
}
