package org.hyperprism.results.recorded;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.hyperprism.failure.DataException;

/**
 * A table that a run or a sweep wrote as CSV, read by the names of its columns, so that tables of
 * older versions with fewer columns are read, too.
 */
public final class RecordedTable {

  /** A table of a file that is not there. */
  static final RecordedTable NONE = new RecordedTable(List.of(), List.of());

  private static final int MOST_COLUMNS = 100_000;
  private static final int MOST_CHARACTERS = 1_000_000;

  private final List<String> columns;
  private final List<String[]> rows;
  private final Map<String, Integer> places = new HashMap<>();

  private RecordedTable(List<String> columns, List<String[]> rows) {
    this.columns = columns;
    this.rows = rows;
    for (int i = 0; i < columns.size(); i++) {
      places.putIfAbsent(columns.get(i), i);
    }
  }

  /**
   * Reads a table.
   *
   * @param csv as RFC 4180 has it, the names of the columns first
   * @param origin where the text is from, for the message
   * @throws DataException if a row has more or fewer cells than there are columns, or more of them
   *     or longer ones than any run writes
   */
  public static RecordedTable parse(String csv, String origin) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setNullValue("");
    settings.setEmptyValue("");
    settings.setMaxColumns(MOST_COLUMNS);
    settings.setMaxCharsPerColumn(MOST_CHARACTERS);
    settings.getFormat().setComment('\0');
    List<String[]> lines = lines(csv, origin, new CsvParser(settings));
    if (lines.isEmpty()) {
      return NONE;
    }
    int width = lines.get(0).length;
    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i).length != width) {
        throw new DataException(
            "%s: row %s has %s cells, expected %s as in the first line; the file is damaged, run it anew"
                .formatted(origin, i, lines.get(i).length, width));
      }
    }
    return new RecordedTable(List.of(lines.get(0)), List.copyOf(lines.subList(1, lines.size())));
  }

  private static List<String[]> lines(String csv, String origin, CsvParser parser) {
    try {
      return parser.parseAll(new StringReader(csv));
    } catch (TextParsingException beyondTheParser) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s has a cell of more than %,d letters or a row of more than %,d cells; the file is damaged, run it anew",
              origin,
              MOST_CHARACTERS,
              MOST_COLUMNS),
          beyondTheParser);
    }
  }

  /** The names of the columns, in order; none if the file was not there. */
  public List<String> columns() {
    return columns;
  }

  public boolean has(String column) {
    return places.containsKey(column);
  }

  /** The number of rows. */
  public int size() {
    return rows.size();
  }

  /**
   * A cell.
   *
   * @param row from 0
   * @return empty also if there is no such column
   */
  public String text(int row, String column) {
    Integer place = places.get(column);
    return place == null ? "" : rows.get(row)[place];
  }

  /** A cell as a {@link RecordedNumber}; empty if it holds none. */
  public OptionalDouble number(int row, String column) {
    return RecordedNumber.of(text(row, column));
  }
}
