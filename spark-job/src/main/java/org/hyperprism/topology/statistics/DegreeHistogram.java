package org.hyperprism.topology.statistics;

import java.util.ArrayList;
import java.util.List;

/**
 * How often devices have how many neighbours, from the fewest that occur to the most.
 *
 * @param width how many consecutive degrees a bar counts
 * @param bars at least one, by ascending degree, without a gap
 */
public record DegreeHistogram(int width, List<Bar> bars) {

  /**
   * Devices with {@code from} to {@code from + width - 1} neighbours.
   *
   * @param share of all devices in all rounds, 0 to 1
   */
  public record Bar(int from, double share) {}

  /**
   * Puts degrees together so that there are not too many bars.
   *
   * @param degrees how often each degree from 0 on occurs; at least one does
   * @param mostBars at least 1
   */
  public static DegreeHistogram of(long[] degrees, int mostBars) {
    int first = 0;
    while (first < degrees.length - 1 && degrees[first] == 0) {
      first++;
    }
    int end = degrees.length;
    while (end > first + 1 && degrees[end - 1] == 0) {
      end--;
    }
    long total = 0;
    for (long count : degrees) {
      total += count;
    }
    int width = (end - first + mostBars - 1) / mostBars;
    List<Bar> bars = new ArrayList<>();
    for (int from = first; from < end; from += width) {
      long count = 0;
      for (int degree = from; degree < Math.min(end, from + width); degree++) {
        count += degrees[degree];
      }
      bars.add(new Bar(from, (double) count / total));
    }
    return new DegreeHistogram(width, List.copyOf(bars));
  }

  /** The smallest degree that occurs. */
  public int first() {
    return bars.get(0).from();
  }

  /** One above the last degree of the last bar. */
  public int end() {
    return bars.get(bars.size() - 1).from() + width;
  }
}
