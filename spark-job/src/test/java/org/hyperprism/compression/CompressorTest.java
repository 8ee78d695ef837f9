package org.hyperprism.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import org.hyperprism.compression.VectorShape.Block;
import org.hyperprism.math.MirrorMap;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.random.StandardNormal;
import org.junit.jupiter.api.Test;

/** Each operator on paper, and that it is a contraction. */
class CompressorTest {

  private static final RandomStreams RANDOM = new RandomStreams(3);

  private static float[] applied(Compressor operator, int draw, float... vector) {
    float[] result = vector.clone();
    operator.apply(result, RANDOM.stream(Purpose.COMPRESSION, 0, draw));
    return result;
  }

  private static float[] normal(int length, int draw) {
    var stream = RANDOM.stream(Purpose.METHOD_START, 0, draw);
    float[] vector = new float[length];
    for (int k = 0; k < length; k++) {
      vector[k] =
          (float) (StandardNormal.draw(stream) * StrictMath.exp(StandardNormal.draw(stream)));
    }
    return vector;
  }

  @Test
  void topKKeepsTheLargestAndOfEqualOnesTheFirst() {
    VectorShape five = VectorShape.of(5, 1);
    assertThat(applied(new TopK(five, 2), 0, 1, -3, 2, 0.5f, -0f)).containsExactly(0, -3, 2, 0, 0);
    assertThat(applied(new TopK(five, 3), 0, 1, -1, 2, 1, 1)).containsExactly(1, -1, 2, 0, 0);
    assertThat(applied(new TopK(five, 1), 0, 0, 0, 0, 0, 0)).containsExactly(0, 0, 0, 0, 0);
    assertThat(applied(new TopK(five, 5), 0, 1, -3, 2, 0.5f, 4)).containsExactly(1, -3, 2, 0.5f, 4);
  }

  /** Against a sort, on numbers of all sizes. */
  @Test
  void topKIsThatOfASort() {
    for (int draw = 0; draw < 50; draw++) {
      float[] vector = normal(97, draw);
      int kept = 1 + draw;
      float[] magnitudes = new float[97];
      for (int k = 0; k < 97; k++) {
        magnitudes[k] = Math.abs(vector[k]);
      }
      Arrays.sort(magnitudes);
      float smallest = magnitudes[97 - kept];
      float[] expected = vector.clone();
      for (int k = 0; k < 97; k++) {
        expected[k] = Math.abs(vector[k]) >= smallest ? vector[k] : 0;
      }
      assertThat(applied(new TopK(VectorShape.of(97, 1), kept), 0, vector)).isEqualTo(expected);
    }
  }

  @Test
  void randomKKeepsSoManyAtPlacesThatAreAllAlikeLikely() {
    float[] ones = new float[10];
    Arrays.fill(ones, 1);
    int[] counts = new int[10];
    for (int draw = 0; draw < 2000; draw++) {
      float[] kept = applied(new RandomK(VectorShape.of(10, 1), 3), draw, ones);
      int count = 0;
      for (int k = 0; k < 10; k++) {
        counts[k] += (int) kept[k];
        count += (int) kept[k];
      }
      assertThat(count).isEqualTo(3);
    }
    // 600 expected, with a deviation of 20.5.
    for (int count : counts) {
      assertThat(count).isBetween(500, 700);
    }
  }

  @Test
  void bitsAreRightOnAverageAndOnTheirGrid() {
    float[] vector = {0.7f, -0.2f, 0, 1, -1};
    for (int bits : new int[] {1, 2, 3, 4, 8}) {
      Bits operator = new Bits(VectorShape.of(5, 1), bits, false);
      double[] sums = new double[5];
      for (int draw = 0; draw < 4000; draw++) {
        float[] rounded = applied(operator, draw, vector);
        for (int k = 0; k < 5; k++) {
          sums[k] += rounded[k];
          double points = bits == 1 ? (rounded[k] + 1) / 2 : rounded[k] * ((1 << (bits - 1)) - 1);
          assertThat(points).isCloseTo(Math.rint(points), within(1e-5));
          assertThat(Math.abs(rounded[k])).isLessThanOrEqualTo(1);
        }
      }
      for (int k = 0; k < 5; k++) {
        // A deviation of 1 at most over 4000 draws.
        assertThat(sums[k] / 4000).as("%d bits", bits).isCloseTo(vector[k], within(0.07));
      }
    }
  }

  @Test
  void everyArrayHasItsGrid() {
    VectorShape shape =
        new VectorShape(List.of(new Block(0, 2, 1, false), new Block(2, 1, 1, false)));
    assertThat(applied(new Bits(shape, 2, false), 0, 100, -100, 0.125f))
        .containsExactly(100, -100, 0.125f);
  }

  @Test
  void aMatrixOfLowRankIsSentAsItIs() {
    // (1, 2, 3, 4)^T (1, -1, 0.5, 2)
    float[] matrix = new float[16];
    float[] row = {1, -1, 0.5f, 2};
    for (int k = 0; k < 16; k++) {
      matrix[k] = (k / 4 + 1) * row[k % 4];
    }
    float[] sent = applied(new LowRank(VectorShape.of(4, 4), 1), 0, matrix);
    for (int k = 0; k < 16; k++) {
      assertThat(sent[k]).isCloseTo(matrix[k], within(1e-5f));
    }
    float[] vector = normal(16, 0);
    assertThat(applied(new LowRank(VectorShape.of(16, 1), 1), 0, vector)).isEqualTo(vector);
    assertThat(applied(new LowRank(VectorShape.of(4, 4), 1), 0, new float[16]))
        .isEqualTo(new float[16]);
  }

  /** E ||Q(v) - v||^2 <= (1 - delta) ||v||^2, for a delta that each operator promises. */
  @Test
  void everyOperatorIsAContraction() {
    VectorShape shape = VectorShape.of(12, 10);
    List<Compressor> operators = new ArrayList<>();
    List<Double> deltas = new ArrayList<>();
    for (int kept : new int[] {1, 12, 60, 120}) {
      operators.add(new TopK(shape, kept));
      deltas.add(kept / 120.0);
      operators.add(new RandomK(shape, kept));
      deltas.add(kept / 120.0);
    }
    for (int rank : new int[] {1, 2, 5}) {
      operators.add(new LowRank(shape, rank));
      // The first singular value's share at least, of ten.
      deltas.add(0.1);
    }
    for (int bits = 1; bits <= 8; bits++) {
      operators.add(new Bits(shape, bits, true));
      deltas.add(0.0);
    }
    for (int o = 0; o < operators.size(); o++) {
      for (int v = 0; v < 5; v++) {
        float[] vector = normal(120, v);
        double squares = 0;
        double errors = 0;
        int draws = 400;
        for (int draw = 0; draw < draws; draw++) {
          float[] sent = applied(operators.get(o), draw, vector);
          for (int k = 0; k < 120; k++) {
            squares += (double) vector[k] * vector[k];
            errors += Math.pow((double) sent[k] - vector[k], 2);
          }
        }
        // Four deviations of the mean of 400 draws above what is expected, at the most.
        assertThat(errors / squares).as("%s", operators.get(o)).isLessThan(1 - 0.8 * deltas.get(o));
      }
    }
  }

  /** In the map of a power mean it is the map's values that come nearer, each time by delta. */
  @Test
  void aMessageBringsTheCopyNearerInTheMapOfTheMean() {
    for (CompressionKind kind : EnumSet.complementOf(EnumSet.of(CompressionKind.NONE))) {
      for (MirrorMap map : List.of(MirrorMap.power(3), MirrorMap.power(7.5), new MirrorMap(3, 2))) {
        CompressionSettings settings =
            new CompressionSettings(kind, 0.1, 1, 2, true, OptionalDouble.empty());
        Compression compression = Compression.of(settings, VectorShape.of(12, 10), RANDOM);
        double before = 0;
        double after = 0;
        for (int draw = 0; draw < 300; draw++) {
          float[] own = normal(120, 1);
          float[] copy = normal(120, 2);
          before += squares(own, copy, map);
          List<MappedRange> maps = List.of(new MappedRange(0, 120, map));
          compression.send(own, copy, 0, new float[120], maps, 0, draw);
          after += squares(own, copy, map);
        }
        double delta = kind == CompressionKind.BITS ? 0 : 0.1;
        assertThat(after / before).as("%s, %s", kind, map).isLessThan(1 - 0.8 * delta);
      }
    }
  }

  private static double squares(float[] own, float[] copy, MirrorMap map) {
    double sum = 0;
    for (int k = 0; k < own.length; k++) {
      sum += Math.pow(map.psi(own[k]) - map.psi(copy[k]), 2);
    }
    return sum;
  }

  /** Cubes of 1, -3 and 4 and of 0, 0 and 4 differ by 1, -27 and 0: the second is sent. */
  @Test
  void aMappedMessageOnPaper() {
    CompressionSettings settings =
        new CompressionSettings(CompressionKind.TOP_K, 0.3, 1, 4, true, OptionalDouble.empty());
    Compression compression = Compression.of(settings, VectorShape.of(3, 1), RANDOM);
    float[] own = {9, 1, -3, 4};
    float[] copy = {7, 0, 0, 4};
    List<MappedRange> ranges = List.of(new MappedRange(0, 3, MirrorMap.power(3)));
    compression.send(own, copy, 1, new float[3], ranges, 0, 0);
    assertThat(copy).containsExactly(7, 0, -3, 4);
    own[3] = Float.NaN;
    compression.send(own, copy, 1, new float[3], ranges, 0, 1);
    assertThat(copy).as("nothing is sent of what is no number").containsExactly(7, 0, -3, 4);
  }

  @Test
  void whatIsSentWholeStaysAsItIs() {
    VectorShape shape =
        new VectorShape(List.of(new Block(0, 4, 4, false), new Block(16, 3, 1, true)));
    float[] vector = normal(19, 1);
    List<Compressor> operators =
        List.of(
            new TopK(shape, 1),
            new RandomK(shape, 1),
            new LowRank(shape, 1),
            new Bits(shape, 1, true));
    for (Compressor operator : operators) {
      assertThat(Arrays.copyOfRange(applied(operator, 0, vector), 16, 19))
          .isEqualTo(Arrays.copyOfRange(vector, 16, 19));
    }
  }

  @Test
  void bytesOnPaper() {
    VectorShape shape =
        new VectorShape(
            List.of(
                new Block(0, 10, 100, false),
                new Block(1000, 10, 1, false),
                new Block(1010, 5, 1, true)));
    // 5 running statistics whole; indices of 1010 numbers have 10 bits, or are 127 bytes in all.
    assertThat(new TopK(shape, 3).bytes()).isEqualTo(20 + 12 + 4);
    assertThat(new TopK(shape, 500).bytes()).isEqualTo(20 + 2000 + 127);
    assertThat(new TopK(shape, 1010).bytes()).isEqualTo(4 * 1015);
    assertThat(new RandomK(shape, 3).bytes()).isEqualTo(20 + 12);
    assertThat(new LowRank(shape, 2).bytes()).isEqualTo(4 * 2 * 110 + 40 + 20);
    assertThat(new Bits(shape, 3, true).bytes()).isEqualTo(379 + 8 + 20);
  }
}
