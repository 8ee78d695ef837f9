package org.hyperprism.failure;

/** Messages of several lines where there is room for one. */
public final class OneLine {

  private OneLine() {}

  /** The text with a space for each line break and what indents the next line. */
  public static String of(String text) {
    return text.replaceAll("\\R\\s*", " ");
  }
}
