package org.hyperprism.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SumOfSquaresTest {

  /** A sum of n squares is off by less than n roundings of 1.2e-16 each. */
  @Property
  void everyValueCountsOnce(
      @ForAll @Size(max = 40) @FloatRange(min = -100, max = 100) float[] values,
      @ForAll @IntRange(min = 0, max = 3) int from) {
    int length = Math.max(0, values.length - from);
    int begin = values.length - length;
    double expected = 0;
    double expectedDifferences = 0;
    float[] other = new float[length + 2];
    for (int k = 0; k < length; k++) {
      other[k + 2] = 7 - k;
      expected += (double) values[begin + k] * values[begin + k];
      expectedDifferences += Math.pow((double) values[begin + k] - other[k + 2], 2);
    }
    assertThat(SumOfSquares.of(values, begin, length))
        .isCloseTo(expected, within(1e-14 * expected));
    assertThat(SumOfSquares.ofDifferences(values, begin, other, 2, length))
        .isCloseTo(expectedDifferences, within(1e-14 * expectedDifferences));
  }
}
