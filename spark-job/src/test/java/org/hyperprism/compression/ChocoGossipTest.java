package org.hyperprism.compression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.hyperprism.math.MirrorMap;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.random.StandardNormal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Averaging on a ring with compressed messages (CHOCO-Gossip, Koloskova et al. 2019, Algorithm 1):
 * with public copies devices come to the mean at a linear rate, as Theorem 2 has it; without, they
 * do not. In the map of a power mean they come to that mean.
 */
class ChocoGossipTest {

  private static final int DEVICES = 8;
  private static final int LENGTH = 60;

  private static Compression compression(CompressionKind kind, boolean feedback) {
    CompressionSettings settings =
        new CompressionSettings(kind, 0.2, 1, 2, feedback, OptionalDouble.empty());
    return Compression.of(settings, VectorShape.of(10, 6), new RandomStreams(1));
  }

  /**
   * Root mean square distance from the mean of the start after some rounds, in that before, both in
   * the map of the mean with an exponent p.
   */
  private static double[] distances(Compression compression, double p, int rounds, int every) {
    MirrorMap map = MirrorMap.power(p);
    List<MappedRange> maps = p == 1 ? List.of() : List.of(new MappedRange(0, LENGTH, map));
    float[][] x = new float[DEVICES][LENGTH];
    double[] mean = new double[LENGTH];
    for (int i = 0; i < DEVICES; i++) {
      var stream = new RandomStreams(2).stream(Purpose.METHOD_START, i, 0);
      for (int k = 0; k < LENGTH; k++) {
        x[i][k] = (float) StandardNormal.draw(stream);
        mean[k] += map.psi(x[i][k]) / DEVICES;
      }
    }
    double before = distance(x, mean, map);
    float[][] copies = new float[DEVICES][LENGTH];
    double[] distances = new double[rounds / every];
    for (int round = 1; round <= rounds; round++) {
      for (int i = 0; i < DEVICES; i++) {
        compression.send(x[i], copies[i], 0, new float[LENGTH], maps, i, round);
      }
      for (int i = 0; i < DEVICES; i++) {
        float[] left = copies[(i + DEVICES - 1) % DEVICES];
        float[] right = copies[(i + 1) % DEVICES];
        for (int k = 0; k < LENGTH; k++) {
          double copy = map.psi(copies[i][k]);
          double others = (map.psi(left[k]) + copy + map.psi(right[k])) / 3;
          x[i][k] = (float) map.inverse(map.psi(x[i][k]) + compression.step() * (others - copy));
        }
      }
      if (round % every == 0) {
        distances[round / every - 1] = distance(x, mean, map) / before;
      }
    }
    return distances;
  }

  private static double distance(float[][] x, double[] mean, MirrorMap map) {
    double squares = 0;
    for (float[] one : x) {
      for (int k = 0; k < LENGTH; k++) {
        squares += Math.pow(map.psi(one[k]) - mean[k], 2);
      }
    }
    return Math.sqrt(squares);
  }

  @ParameterizedTest
  @EnumSource(
      value = CompressionKind.class,
      names = {"TOP_K", "RANDOM_K", "LOW_RANK", "BITS"})
  void copiesBringDevicesToTheMeanAtALinearRate(CompressionKind kind) {
    for (double p : new double[] {1, 3, 9}) {
      double[] distances = distances(compression(kind, true), p, 800, 100);
      for (int k = 1; k < distances.length; k++) {
        // Until float32 has no more to say.
        if (distances[k - 1] > 1e-5) {
          assertThat(distances[k])
              .as("%s, p = %s after %d rounds", kind, p, 100 * k)
              .isLessThan(0.5 * distances[k - 1]);
        }
      }
      assertThat(distances[distances.length - 1]).isLessThan(1e-4);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = CompressionKind.class,
      names = {"TOP_K", "RANDOM_K", "BITS"})
  void withoutCopiesTheyDoNotComeThere(CompressionKind kind) {
    double[] distances = distances(compression(kind, false), 1, 800, 100);
    for (double distance : distances) {
      assertThat(distance).as("%s", kind).isGreaterThan(0.02);
    }
  }
}
