package org.hyperprism.report.links;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hyperprism.failure.ConfigurationException;

/**
 * Consecutive rounds.
 *
 * @param first from 1
 * @param last at least first
 */
public record RoundRange(int first, int last) {

  private static final Pattern RANGE = Pattern.compile("(?:(\\d{1,9})-)?(\\d{1,9})");

  /**
   * Reads {@code FIRST-LAST}, or {@code LAST} alone, which begins with round 1.
   *
   * @throws ConfigurationException if the text is neither
   */
  public static RoundRange of(String text) {
    Matcher matcher = RANGE.matcher(text);
    if (matcher.matches()) {
      int first = matcher.group(1) == null ? 1 : Integer.parseInt(matcher.group(1));
      int last = Integer.parseInt(matcher.group(2));
      if (1 <= first && first <= last) {
        return new RoundRange(first, last);
      }
    }
    throw new ConfigurationException(
        "--rounds is '%s'; expected the first and the last round, such as 11-20, or the last alone"
            .formatted(text));
  }

  /** Number of rounds. */
  public int length() {
    return last - first + 1;
  }

  public boolean contains(int round) {
    return first <= round && round <= last;
  }
}
