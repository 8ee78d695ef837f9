package org.hyperprism.defence;

import java.util.Arrays;
import org.hyperprism.compute.WeightedVectors;

/**
 * Vectors of order statistics: the r-th has, in each coordinate, the r-th smallest number that the
 * vectors have there. Their plain mean is a trimmed mean or a median; and as maps that grow keep
 * the order, a power mean of them is that of the numbers in the middle of the mapped space, too.
 */
final class OrderStatistics {

  private OrderStatistics() {}

  /**
   * The order statistics {@code [from, to)}, into as many rows of the scratch.
   *
   * @param left a member that has no part in them; negative for none
   */
  static void of(WeightedVectors vectors, int left, int from, int to, int length, Scratch scratch) {
    int count = vectors.size() - (left < 0 ? 0 : 1);
    float[][] rows = new float[to - from][];
    for (int r = 0; r < rows.length; r++) {
      rows[r] = scratch.row(r, length);
    }
    float[] numbers = new float[count];
    for (int k = 0; k < length; k++) {
      int n = 0;
      for (int j = 0; j < vectors.size(); j++) {
        if (j != left) {
          numbers[n++] = vectors.array(j)[vectors.offset(j) + k];
        }
      }
      Arrays.sort(numbers);
      for (int r = 0; r < rows.length; r++) {
        rows[r][k] = numbers[from + r];
      }
    }
  }
}
