package org.hyperprism.failure;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the name that was probably meant. */
public final class NearestName {

  private static final LevenshteinDistance EDITS = LevenshteinDistance.getDefaultInstance();

  /** What is longer is no slip, and to compare it takes time. */
  private static final int MOST_LETTERS = 200;

  private NearestName() {}

  /**
   * The candidate with the fewest edits from the given name, the first of equals; empty when even
   * that one differs in more than two letters and more than a third of its letters. A key in the
   * wrong section counts as one edit.
   */
  public static Optional<String> of(String given, List<String> candidates) {
    Optional<String> nearest = Optional.empty();
    int fewest = Integer.MAX_VALUE;
    for (String candidate : candidates) {
      int edits = edits(given, candidate);
      if (edits < fewest) {
        nearest = Optional.of(candidate);
        fewest = edits;
      }
    }
    return nearest;
  }

  private static int edits(String given, String candidate) {
    int whole = tolerated(given.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
    int last = tolerated(lastPart(given), lastPart(candidate));
    return Math.min(whole, last == Integer.MAX_VALUE ? last : last + 1);
  }

  /** The edits between two names; the largest number where they are too many for a slip. */
  private static int tolerated(String given, String candidate) {
    if (given.length() > MOST_LETTERS) {
      return Integer.MAX_VALUE;
    }
    int edits = EDITS.apply(given, candidate);
    return edits <= Math.max(2, candidate.length() / 3) ? edits : Integer.MAX_VALUE;
  }

  private static String lastPart(String key) {
    return key.substring(key.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /**
   * The hint for a message that ends a sentence about an unknown name: {@code "; did you mean
   * NAME?"}, or {@code "."} when no candidate is near.
   */
  public static String hint(String given, List<String> candidates) {
    return of(given, candidates).map(name -> "; did you mean " + name + "?").orElse(".");
  }
}
