package org.hyperprism.setting;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The legal numbers of a setting, read from the text that people see: {@code > 0}, {@code >= 1} or
 * {@code 0 to 1} (both included), {@code 0 to below 1} or {@code above 0 to 1}. The empty text
 * allows every finite number.
 */
public record Range(
    String text, double minimum, boolean minimumIncluded, double maximum, boolean maximumIncluded) {

  private static final Pattern BOUND = Pattern.compile("(>=?) (\\S+)");
  private static final Pattern INTERVAL = Pattern.compile("(above )?(\\S+) to (below )?(\\S+)");

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it is none of the above
   */
  public static Range parse(String text) {
    try {
      return parsed(text);
    } catch (NumberFormatException e) {
      throw refused(text);
    }
  }

  private static Range parsed(String text) {
    if (text.isEmpty()) {
      return new Range(text, -Double.MAX_VALUE, true, Double.MAX_VALUE, true);
    }
    Matcher bound = BOUND.matcher(text);
    if (bound.matches()) {
      double minimum = Double.parseDouble(bound.group(2));
      return new Range(text, minimum, bound.group(1).equals(">="), Double.MAX_VALUE, true);
    }
    Matcher interval = INTERVAL.matcher(text);
    if (interval.matches()) {
      return new Range(
          text,
          Double.parseDouble(interval.group(2)),
          interval.group(1) == null,
          Double.parseDouble(interval.group(4)),
          interval.group(3) == null);
    }
    throw refused(text);
  }

  private static IllegalArgumentException refused(String text) {
    return new IllegalArgumentException(
        "the range is '%s'; expected one like > 0, >= 1, 0 to 1, above 0 to 1 or 0 to below 1"
            .formatted(text));
  }

  /** Whether the number is legal; NaN never is. */
  public boolean contains(double number) {
    boolean aboveMinimum = minimumIncluded ? number >= minimum : number > minimum;
    boolean belowMaximum = maximumIncluded ? number <= maximum : number < maximum;
    return aboveMinimum && belowMaximum;
  }

  /**
   * Refuses a number that is not legal.
   *
   * @param expected what is legal, for the message
   */
  void check(double number, String expected) throws IllegalValueException {
    if (!contains(number)) {
      throw new IllegalValueException(expected);
    }
  }

  /** The noun followed by the range, such as {@code number > 0}. */
  String qualify(String noun) {
    return text.isEmpty()
        ? noun
        : text.startsWith(">") ? noun + " " + text : noun + " from " + text;
  }
}
