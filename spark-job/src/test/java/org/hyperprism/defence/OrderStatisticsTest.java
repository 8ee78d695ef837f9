package org.hyperprism.defence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import org.hyperprism.compute.WeightedVectors;
import org.hyperprism.simd.VectorModule;
import org.hyperprism.simd.VectorWidths;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Order statistics are what sorting each coordinate gives. */
class OrderStatisticsTest {

  private static final float[] SPECIAL = {
    0f,
    -0f,
    Float.NaN,
    Float.intBitsToFloat(0xffc00001),
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MAX_VALUE,
    -Float.MAX_VALUE
  };

  /** Prints the width and a sum over all bits of the statistics; compiled code gives them too. */
  static final class Probe {

    private Probe() {}

    public static void main(String[] arguments) {
      int length = 3000;
      SplittableRandom random = new SplittableRandom(5);
      WeightedVectors vectors = new WeightedVectors();
      for (int j = 0; j < 25; j++) {
        float[] numbers = new float[length + 1];
        for (int k = 0; k < numbers.length; k++) {
          numbers[k] = (float) random.nextGaussian();
        }
        vectors.add(numbers, 1, 1.0);
      }
      Scratch scratch = new Scratch();
      long sum = 0;
      for (int repetition = 0; repetition < 200; repetition++) {
        OrderStatistics.of(vectors, repetition % 25, 8, 16, length, scratch);
        for (int r = 0; r < 8; r++) {
          sum = 31 * sum + Arrays.hashCode(scratch.row(r, length));
        }
      }
      System.out.printf("%d bits: %016x%n", VectorModule.bits(), sum);
    }
  }

  @Test
  void everyWidthGivesTheSameBits() throws IOException, InterruptedException {
    VectorWidths.assertSame(Probe.class);
  }

  /** By the 0-1 principle: what sorts all rows of zeros and ones sorts all numbers. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 16})
  void aNetworkSorts(int count) {
    int columns = 1 << count;
    SortingNetwork network = SortingNetwork.of(count, 0, count);
    int[][] rows = new int[count][columns];
    for (int row = 0; row < count; row++) {
      for (int column = 0; column < columns; column++) {
        rows[row][column] = (column >> row) & 1;
      }
    }

    network.sort(rows, columns, new ScalarSortingLoops());

    for (int column = 0; column < columns; column++) {
      int ones = Integer.bitCount(column);
      for (int row = 0; row < count; row++) {
        assertThat(rows[row][column]).isEqualTo(row < count - ones ? 0 : 1);
      }
    }
  }

  @Test
  void theMiddleNeedsFewerPairs() {
    assertThat(SortingNetwork.of(25, 12, 13).pairs().size())
        .isLessThan(SortingNetwork.of(25, 0, 25).pairs().size());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 24, 25, 49, 100})
  void eachCoordinateIsThatOfASort(int count) {
    int length = 600;
    Random random = new Random(count);
    float[][] numbers = new float[count + 1][length + 3];
    WeightedVectors vectors = new WeightedVectors();
    int left = random.nextInt(count + 1);
    for (int j = 0; j <= count; j++) {
      for (int k = 0; k < numbers[j].length; k++) {
        numbers[j][k] =
            random.nextInt(4) == 0
                ? SPECIAL[random.nextInt(SPECIAL.length)]
                : (float) random.nextGaussian();
      }
      vectors.add(numbers[j], 3, 1.0);
    }
    int from = count / 3;
    int to = Math.max(from + 1, count - count / 3);
    Scratch scratch = new Scratch();

    OrderStatistics.of(vectors, left, from, to, length, scratch);

    for (int k = 0; k < length; k++) {
      float[] sorted = new float[count];
      int n = 0;
      for (int j = 0; j <= count; j++) {
        if (j != left) {
          sorted[n++] = numbers[j][3 + k];
        }
      }
      Arrays.sort(sorted);
      for (int r = from; r < to; r++) {
        assertThat(Float.compare(scratch.row(r - from, length)[k], sorted[r])).isZero();
      }
    }
  }

  @Test
  void vectorsGiveTheBitsOfPlainJava() {
    Random random = new Random(3);
    SortingLoops simd = new SimdSortingLoops();
    SortingLoops scalar = new ScalarSortingLoops();
    for (int length : new int[] {0, 1, 7, 16, 37, 256}) {
      float[] numbers = new float[length + 5];
      for (int k = 0; k < numbers.length; k++) {
        numbers[k] =
            k % 3 == 0
                ? SPECIAL[random.nextInt(SPECIAL.length)]
                : Float.intBitsToFloat(random.nextInt());
      }
      int[][] keys = new int[4][length];
      for (int i = 0; i < 4; i++) {
        (i < 2 ? simd : scalar).toKeys(numbers, i % 2 == 0 ? 5 : 0, length, keys[i]);
      }
      assertThat(keys[0]).isEqualTo(keys[2]);
      assertThat(keys[1]).isEqualTo(keys[3]);
      simd.exchange(keys[0], keys[1], length);
      scalar.exchange(keys[2], keys[3], length);
      assertThat(keys[0]).isEqualTo(keys[2]);
      assertThat(keys[1]).isEqualTo(keys[3]);
    }
  }
}
