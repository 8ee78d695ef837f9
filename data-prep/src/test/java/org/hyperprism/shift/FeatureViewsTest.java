package org.hyperprism.shift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.hyperprism.dataset.FeatureShape;
import org.hyperprism.dataset.FeatureView;
import org.hyperprism.random.RandomStreams;
import org.junit.jupiter.api.Test;

/** What happens to a single image. */
class FeatureViewsTest {

  private static final FeatureShape SQUARE = new FeatureShape(1, 3, 3);

  private static float[] seen(FeatureView view, float... image) {
    float[] features = new float[image.length + 2];
    System.arraycopy(image, 0, features, 1, image.length);
    view.apply(0, features, 1);
    assertThat(features[0]).as("what stands before").isZero();
    assertThat(features[image.length + 1]).as("what stands behind").isZero();
    return Arrays.copyOfRange(features, 1, image.length + 1);
  }

  @Test
  void aQuarterTurnIsAnticlockwise() {
    float[] turned = seen(new Rotation(SQUARE, 90), 1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(turned).containsExactly(new float[] {3, 6, 9, 2, 5, 8, 1, 4, 7}, within(1e-6f));
    float[] back = seen(new Rotation(SQUARE, -90), turned);
    assertThat(back).containsExactly(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, within(1e-6f));
  }

  /**
   * The corner of the turned frame lies outside; by hand: its distance from the centre is 2^0.5.
   */
  @Test
  void halfOfAQuarterTurnMixesNeighbours() {
    float[] turned = seen(new Rotation(SQUARE, 45), 0, 0, 0, 0, 0, 1, 0, 0, 0);
    float near = (float) (1 - (Math.sqrt(2) - 1));
    // The pixel above right comes from sqrt(2) to the right, beyond the edge by sqrt(2) - 1.
    assertThat(turned[2]).isCloseTo(near, within(1e-6f));
    // The pixel above comes from (-0.7, 0.7), the one to the right from (0.7, 0.7).
    float share = (float) (Math.sqrt(0.5) * (1 - Math.sqrt(0.5)));
    assertThat(turned[1]).isCloseTo(share, within(1e-6f));
    assertThat(turned[5]).isCloseTo(share, within(1e-6f));
    assertThat(turned[4]).isZero();
    assertThat(turned[6]).isZero();
  }

  @Test
  void eachChannelTurnsByItself() {
    FeatureShape two = new FeatureShape(2, 2, 2);
    assertThat(seen(new Rotation(two, 90), 1, 2, 3, 4, 5, 6, 7, 8))
        .containsExactly(new float[] {2, 4, 1, 3, 6, 8, 5, 7}, within(1e-6f));
  }

  @Test
  void blurIsTheKernelAroundASingleBrightPixel() {
    FeatureShape wide = new FeatureShape(1, 9, 9);
    float[] image = new float[81];
    image[4 * 9 + 4] = 1;
    float[] blurred = seen(new GaussianBlur(wide, 1), image);
    double sum = IntStream.rangeClosed(-3, 3).mapToDouble(k -> Math.exp(-k * k / 2.0)).sum();
    for (int row = 0; row < 9; row++) {
      for (int column = 0; column < 9; column++) {
        int down = row - 4;
        int right = column - 4;
        double expected =
            Math.abs(down) > 3 || Math.abs(right) > 3
                ? 0
                : Math.exp(-(down * down + right * right) / 2.0) / (sum * sum);
        assertThat(blurred[row * 9 + column]).isCloseTo((float) expected, within(1e-7f));
      }
    }
  }

  @Test
  void blurLeavesAnEvenImageEven() {
    float[] even = new float[12];
    Arrays.fill(even, 0.25f);
    for (float value : seen(new GaussianBlur(new FeatureShape(1, 4, 3), 7.5), even)) {
      assertThat(value).isCloseTo(0.25f, within(1e-6f));
    }
  }

  @Test
  void noiseIsOfItsDeviationAndTheSameWheneverASampleIsRead() {
    int features = 10_000;
    FeatureNoise noise = new FeatureNoise(features, 0.3, new RandomStreams(5), 2, false);
    float[] first = seen(noise, new float[features]);
    assertThat(seen(noise, new float[features])).isEqualTo(first);
    double squares = 0;
    double sum = 0;
    for (float value : first) {
      squares += value * value;
      sum += value;
    }
    assertThat(Math.sqrt(squares / features)).isCloseTo(0.3, within(0.01));
    assertThat(sum / features).isCloseTo(0, within(0.01));
    float[] second = new float[features];
    noise.apply(1, second, 0);
    assertThat(second).as("of another sample").isNotEqualTo(first);
    for (FeatureNoise other :
        new FeatureNoise[] {
          new FeatureNoise(features, 0.3, new RandomStreams(5), 3, false),
          new FeatureNoise(features, 0.3, new RandomStreams(5), 2, true),
          new FeatureNoise(features, 0.3, new RandomStreams(6), 2, false)
        }) {
      assertThat(seen(other, new float[features])).isNotEqualTo(first);
    }
  }

  /** Turning adds up: 30 and 60 degrees are nearly 90, as far as bilinear means can. */
  @Test
  void anglesAddUp() {
    FeatureShape wide = new FeatureShape(1, 41, 41);
    float[] image = new float[41 * 41];
    Random random = new Random(3);
    float[] blob = new float[3];
    for (int i = 0; i < blob.length; i++) {
      blob[i] = 5 + 5 * random.nextFloat();
    }
    for (int row = 0; row < 41; row++) {
      for (int column = 0; column < 41; column++) {
        double down = row - 14;
        double right = column - 25;
        image[row * 41 + column] =
            (float) Math.exp(-down * down / (4 * blob[0]) - right * right / (4 * blob[1]));
      }
    }
    float[] twice = seen(new Rotation(wide, 60), seen(new Rotation(wide, 30), image));
    float[] once = seen(new Rotation(wide, 90), image);
    for (int pixel = 0; pixel < once.length; pixel++) {
      assertThat(twice[pixel]).isCloseTo(once[pixel], within(0.03f));
    }
  }
}
