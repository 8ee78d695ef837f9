package org.hyperprism.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

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

  @Test
  void thisMachinesVectorsGiveTheBitsOfPlainJava() {
    ScalarSquareSums plain = new ScalarSquareSums();
    Random random = new Random(1);
    for (int length = 0; length < 200; length++) {
      float[] one = numbers(random, length + 3);
      float[] other = numbers(random, length + 5);
      assertThat(SumOfSquares.of(one, 3, length)).isEqualTo(plain.of(one, 3, length));
      assertThat(SumOfSquares.ofDifferences(one, 3, other, 5, length))
          .isEqualTo(plain.ofDifferences(one, 3, other, 5, length));
    }
  }

  @Test
  void aNumberThatIsNotFiniteMakesTheSumNotFinite() {
    for (int place = 0; place < 39; place++) {
      float[] infinite = new float[39];
      infinite[place] = Float.NEGATIVE_INFINITY;
      assertThat(SumOfSquares.of(infinite, 0, 39)).isEqualTo(Double.POSITIVE_INFINITY);
      float[] notANumber = new float[39];
      notANumber[place] = Float.NaN;
      assertThat(SumOfSquares.of(notANumber, 0, 39)).isNaN();
    }
  }

  /** Of many magnitudes, so that the order of the additions shows. */
  private static float[] numbers(Random random, int count) {
    float[] numbers = new float[count];
    for (int k = 0; k < count; k++) {
      numbers[k] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(7) - 3));
    }
    return numbers;
  }
}
