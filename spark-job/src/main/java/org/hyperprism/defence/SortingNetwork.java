package org.hyperprism.defence;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

/**
 * Batcher's odd-even merge sort (1968) of n numbers: pairs of places whose numbers change places if
 * the first is the larger one. Which pairs come does not depend on the numbers, so that many
 * columns are sorted at once, each in a lane of the processor.
 *
 * @param pairs in order; the first place of each is the lower one
 */
record SortingNetwork(List<Pair> pairs) {

  /** Two places, {@code low < high}. */
  record Pair(int low, int high) {}

  /**
   * The network that puts the right numbers into the places {@code [from, to)}; those elsewhere may
   * be out of order.
   *
   * @param count n, at least 1
   */
  static SortingNetwork of(int count, int from, int to) {
    List<Pair> needed = new ArrayList<>();
    BitSet places = new BitSet();
    places.set(from, to);
    List<Pair> all = all(count);
    for (int i = all.size() - 1; i >= 0; i--) {
      Pair pair = all.get(i);
      if (places.get(pair.low) || places.get(pair.high)) {
        places.set(pair.low);
        places.set(pair.high);
        needed.add(pair);
      }
    }
    Collections.reverse(needed);
    return new SortingNetwork(List.copyOf(needed));
  }

  /** Sorted runs of a length become runs of twice the length, until one is left. */
  private static List<Pair> all(int count) {
    List<Pair> pairs = new ArrayList<>();
    for (int run = 1; run < count; run *= 2) {
      for (int distance = run; distance >= 1; distance /= 2) {
        for (int first = distance % run; first + distance < count; first += 2 * distance) {
          for (int low = first; low < first + distance && low + distance < count; low++) {
            int high = low + distance;
            if (low / (2 * run) == high / (2 * run)) {
              pairs.add(new Pair(low, high));
            }
          }
        }
      }
    }
    return pairs;
  }

  /**
   * Sorts columns.
   *
   * @param rows int32[n][at least columns]
   */
  void sort(int[][] rows, int columns, SortingLoops loops) {
    for (Pair pair : pairs) {
      loops.exchange(rows[pair.low], rows[pair.high], columns);
    }
  }
}
