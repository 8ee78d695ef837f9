package org.hyperprism.cli.progress;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Text for a terminal, which control characters out of a file would command. */
public final class Printable {

  /** Of a line of a message: a file that is none may be one line, and may be a value. */
  private static final int MOST_LETTERS = 2000;

  /** Letters of a longer line that are shown of its beginning and of its end. */
  private static final int SHOWN_LETTERS = 800;

  private static final int MOST_LINES = 50;

  private Printable() {}

  /**
   * A message as {@link #of}, with what is left of long lines without their middle, as they begin
   * with what is wrong and end with what was expected, and of many lines the first.
   */
  public static String message(String text) {
    List<String> lines = text.lines().toList();
    Stream<String> shown = lines.stream().limit(MOST_LINES).map(Printable::shortened);
    Stream<String> rest =
        lines.size() > MOST_LINES
            ? Stream.of("  and %d lines more".formatted(lines.size() - MOST_LINES))
            : Stream.empty();
    return of(Stream.concat(shown, rest).collect(Collectors.joining("\n")));
  }

  private static String shortened(String line) {
    int end = line.length() - SHOWN_LETTERS;
    return line.length() > MOST_LETTERS
        ? "%s ... (%d letters) ... %s"
            .formatted(line.substring(0, SHOWN_LETTERS), end - SHOWN_LETTERS, line.substring(end))
        : line;
  }

  /**
   * The text with an escape in place of each control, format or unassigned character; tabs and line
   * ends stay.
   */
  public static String of(String text) {
    StringBuilder printable = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              if (point == '\n' || point == '\t' || isPrinted(point)) {
                printable.appendCodePoint(point);
              } else {
                printable.append(String.format("\\u%04x", point));
              }
            });
    return printable.toString();
  }

  private static boolean isPrinted(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> point != 0xFFFD;
    };
  }
}
