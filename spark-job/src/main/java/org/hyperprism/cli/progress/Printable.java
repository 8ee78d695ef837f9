package org.hyperprism.cli.progress;

/** Text for a terminal, which control characters out of a file would command. */
public final class Printable {

  private Printable() {}

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
