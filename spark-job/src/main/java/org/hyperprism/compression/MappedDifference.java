package org.hyperprism.compression;

import java.util.List;
import org.hyperprism.math.MirrorMap;

/**
 * The difference psi(x) - psi(x^) of a vector to its copy in the maps psi of its mean, in units of
 * its largest magnitude, so that float32 holds it whatever the maps do.
 */
final class MappedDifference {

  private final List<MappedRange> ranges;
  private final double[] before;
  private final float[] difference;
  private final double unit;

  /**
   * @param own where x begins at {@code offset}
   * @param copy where x^ begins at {@code offset}; not read if it counts as 0
   * @param ranges of all parameters, in ascending order
   */
  MappedDifference(
      float[] own, float[] copy, int offset, boolean copyCounts, List<MappedRange> ranges) {
    int length = ranges.get(ranges.size() - 1).to();
    this.ranges = ranges;
    this.before = new double[length];
    this.difference = new float[length];
    double[] exact = new double[length];
    double largest = 0;
    for (MappedRange range : ranges) {
      MirrorMap map = range.map();
      for (int k = range.from(); k < range.to(); k++) {
        before[k] = copyCounts ? map.psi(copy[offset + k]) : 0;
        exact[k] = map.psi(own[offset + k]) - before[k];
        largest = Math.max(largest, Math.abs(exact[k]));
      }
    }
    unit = largest;
    for (int k = 0; k < length; k++) {
      difference[k] = largest == 0 ? 0 : (float) (exact[k] / largest);
    }
  }

  /** Whether it is a number everywhere. */
  boolean isFinite() {
    return unit < Double.POSITIVE_INFINITY;
  }

  /** In units of its largest magnitude: float32[parameters]. */
  float[] inUnits() {
    return difference.clone();
  }

  /**
   * Adds what a message says of it to the copy. A number that it says exactly becomes that of the
   * vector, whatever rounding does in between; one that it does not mention stays.
   *
   * @param said in the same units
   */
  void addTo(float[] copy, int offset, float[] own, float[] said) {
    for (MappedRange range : ranges) {
      MirrorMap map = range.map();
      for (int k = range.from(); k < range.to(); k++) {
        if (said[k] == difference[k] && said[k] != 0) {
          copy[offset + k] = own[offset + k];
        } else if (said[k] != 0) {
          copy[offset + k] = (float) map.inverse(before[k] + unit * said[k]);
        } else if (before[k] == 0) {
          copy[offset + k] = 0;
        }
      }
    }
  }
}
