package org.hyperprism.shift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.hyperprism.dataset.FeatureShape;
import org.hyperprism.dataset.FeatureType;
import org.hyperprism.dataset.Samples;
import org.hyperprism.random.RandomStreams;
import org.junit.jupiter.api.Test;

/** What devices see. */
class FeatureSkewTest {

  private static final FeatureShape SHAPE = new FeatureShape(1, 8, 8);

  private static Samples bytes() {
    byte[] pixels = new byte[2 * 64];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * 37);
    }
    return Samples.ofBytes(SHAPE, 3, pixels, new int[] {2, 0}).weighted(new float[] {1, 4});
  }

  private static FeatureSkew skew(double rotation, double blur, double noise) {
    return new FeatureSkew(new FeatureSkewSettings(rotation, blur, noise), new RandomStreams(9));
  }

  @Test
  void withoutSkewSamplesAreThemselves() {
    Samples own = bytes();
    assertThat(FeatureSkew.NONE.of(own, 3)).isSameAs(own);
    assertThat(FeatureSkew.NONE.ofTest(own, 3)).isSameAs(own);
  }

  @Test
  void labelsWeightsAndTheTypeStayAndFeaturesDifferFromDeviceToDevice() {
    for (FeatureSkew skew :
        new FeatureSkew[] {skew(90, 0, 0), skew(0, 3, 0), skew(0, 0, 0.5), skew(90, 3, 0.5)}) {
      Samples first = skew.of(bytes(), 0);
      assertThat(first.featureType()).isEqualTo(FeatureType.UINT8);
      assertThat(first.labels()).containsExactly(2, 0);
      assertThat(first.weight(1)).isEqualTo(4);
      assertThat(first.encodedFeatures(0)).isNotEqualTo(bytes().encodedFeatures(0));
      assertThat(skew.of(bytes(), 1).encodedFeatures(0)).isNotEqualTo(first.encodedFeatures(0));
      assertThat(skew.of(bytes(), 0).encodedFeatures(0)).isEqualTo(first.encodedFeatures(0));
    }
  }

  /** A device turns by the same angle with and without noise. */
  @Test
  void oneKindOfSkewDoesNotChangeAnother() {
    float[] plain = new float[64];
    float[] noisy = new float[64];
    skew(60, 0, 0).of(bytes(), 4).copyFeatures(0, plain, 0);
    skew(60, 0, 1e-9).of(bytes(), 4).copyFeatures(0, noisy, 0);
    assertThat(noisy).isEqualTo(plain);
  }

  @Test
  void testSamplesAreSeenInTheSameWayButWithNoiseOfTheirOwn() {
    assertThat(skew(60, 2, 0).ofTest(bytes(), 4).encodedFeatures(0))
        .isEqualTo(skew(60, 2, 0).of(bytes(), 4).encodedFeatures(0));
    assertThat(skew(0, 0, 1).ofTest(bytes(), 4).encodedFeatures(0))
        .isNotEqualTo(skew(0, 0, 1).of(bytes(), 4).encodedFeatures(0));
  }

  @Test
  void rowsOfNumbersKeepTheirScale() {
    float[] values = new float[] {100, -100, 1e6f, 0};
    Samples table = Samples.ofFloats(FeatureShape.ofTable(4), 2, values, new int[] {1});
    float[] seen = new float[4];
    Samples noisy = skew(0, 0, 2).of(table, 0);
    noisy.copyFeatures(0, seen, 0);
    assertThat(noisy.featureType()).isEqualTo(FeatureType.FLOAT32);
    for (int k = 0; k < 4; k++) {
      assertThat(Math.abs(seen[k] - values[k])).isGreaterThan(0).isLessThan(12);
    }
    assertThat(values).as("what was given").containsExactly(100, -100, 1e6f, 0);
  }

  /** Uniform between minus the largest angle and the largest: seen at the ends of many draws. */
  @Test
  void anglesFillTheirRange() {
    float[] image = new float[64];
    image[1] = 1;
    Samples corner = Samples.ofFloats(SHAPE, 1, image, new int[1]);
    long left =
        IntStream.range(0, 400)
            .filter(
                device -> {
                  float[] seen = new float[64];
                  skew(20, 0, 0).of(corner, device).copyFeatures(0, seen, 0);
                  return seen[8] + seen[0] > 0.3;
                })
            .count();
    assertThat(left).as("turned left by enough").isBetween(100L, 200L);
  }
}
