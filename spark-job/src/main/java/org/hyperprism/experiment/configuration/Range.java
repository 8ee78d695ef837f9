package org.hyperprism.experiment.configuration;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The legal numbers of a setting, read from the text that people see: {@code > 0}, {@code >= 1} or
 * {@code 0 to 1} (both included). The empty text allows every finite number.
 */
record Range(String text, double minimum, boolean minimumIncluded, double maximum) {

  private static final Pattern BOUND = Pattern.compile("(>=?) (\\S+)");
  private static final Pattern INTERVAL = Pattern.compile("(\\S+) to (\\S+)");

  static Range parse(String text) {
    if (text.isEmpty()) {
      return new Range(text, -Double.MAX_VALUE, true, Double.MAX_VALUE);
    }
    Matcher bound = BOUND.matcher(text);
    if (bound.matches()) {
      double minimum = Double.parseDouble(bound.group(2));
      return new Range(text, minimum, bound.group(1).equals(">="), Double.MAX_VALUE);
    }
    Matcher interval = INTERVAL.matcher(text);
    if (interval.matches()) {
      double minimum = Double.parseDouble(interval.group(1));
      return new Range(text, minimum, true, Double.parseDouble(interval.group(2)));
    }
    throw new IllegalArgumentException("no range: " + text);
  }

  /** Whether the number is legal; NaN never is. */
  boolean contains(double number) {
    boolean aboveMinimum = minimumIncluded ? number >= minimum : number > minimum;
    return aboveMinimum && number <= maximum;
  }

  /** The noun followed by the range, such as {@code number > 0}. */
  String qualify(String noun) {
    return text.isEmpty()
        ? noun
        : text.startsWith(">") ? noun + " " + text : noun + " from " + text;
  }
}
