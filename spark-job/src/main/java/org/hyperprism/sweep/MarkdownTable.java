package org.hyperprism.sweep;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table in Markdown whose columns are also aligned as plain text. */
public final class MarkdownTable {

  private MarkdownTable() {}

  /**
   * @param rows the header first; all of the same length
   */
  public static String of(List<List<String>> rows) {
    int[] widths =
        IntStream.range(0, rows.get(0).size())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    StringBuilder text = new StringBuilder(line(rows.get(0), widths));
    text.append(
        IntStream.of(widths)
            .mapToObj("-"::repeat)
            .collect(Collectors.joining("-|-", "|-", "-|\n")));
    rows.stream().skip(1).forEach(row -> text.append(line(row, widths)));
    return text.toString();
  }

  private static String line(List<String> row, int[] widths) {
    return IntStream.range(0, widths.length)
        .mapToObj(column -> row.get(column) + " ".repeat(widths[column] - row.get(column).length()))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
