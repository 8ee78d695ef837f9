package org.hyperprism.dataset;

import java.util.Comparator;
import java.util.List;

/** Finds the name that somebody most likely meant. */
final class NearestName {

  private NearestName() {}

  /** The candidate of least edit distance (the first of equals). */
  static String of(String given, List<String> candidates) {
    return candidates.stream()
        .min(Comparator.comparingInt(candidate -> distance(given, candidate)))
        .orElseThrow();
  }

  /** Insertions, deletions and replacements between two words (Levenshtein, 1966). */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
