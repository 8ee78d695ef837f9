package org.hyperprism.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class CurvePictureTest {

  private static final int[] EVERY_TEN = IntStream.rangeClosed(1, 10).map(i -> 10 * i).toArray();
  private static final int[] MOSTLY_EARLY = {1, 2, 5, 10, 20, 50, 100};

  @Test
  void everyCurveHasItsLineAndItsBand() throws IOException {
    for (int[] rounds : List.of(EVERY_TEN, MOSTLY_EARLY)) {
      List<Curve> curves = new ArrayList<>();
      for (CurveColour colour : CurveColour.values()) {
        curves.add(curve(colour, 12 * curves.size(), rounds));
      }
      BufferedImage picture = read(CurvePicture.png("six methods", "accuracy in %", curves));
      assertThat(picture.getWidth()).isEqualTo(CurvePicture.WIDTH);
      assertThat(picture.getHeight()).isEqualTo(CurvePicture.HEIGHT);
      assertThat(coloursOf(picture)).containsExactlyInAnyOrder(CurveColour.values());
      int withBands = coloured(picture);
      assertThat(withBands).isGreaterThan(2 * coloured(read(withoutBands(curves))));
    }
  }

  @Test
  void onlyTheCurvesThatAreThereAreDrawn() throws IOException {
    byte[] png =
        CurvePicture.png("one", "p", List.of(curve(CurveColour.BLUISH_GREEN, MOSTLY_EARLY)));
    assertThat(coloursOf(read(png))).containsExactly(CurveColour.BLUISH_GREEN);
  }

  @Test
  void aSingleRoundIsAPoint() throws IOException {
    byte[] png = CurvePicture.png("one", "p", List.of(curve(CurveColour.BLUE, 1)));
    assertThat(coloursOf(read(png))).containsExactly(CurveColour.BLUE);
  }

  @Test
  void theAxisOfRoundsIsLogarithmicWhereMostRoundsAreEarly() {
    assertThat(CurvePicture.isLogarithmic(List.of(curve(CurveColour.BLUE, EVERY_TEN)))).isFalse();
    assertThat(CurvePicture.isLogarithmic(List.of(curve(CurveColour.BLUE, MOSTLY_EARLY)))).isTrue();
    assertThat(CurvePicture.isLogarithmic(List.of(curve(CurveColour.BLUE, 1, 100)))).isFalse();
  }

  private static Curve curve(CurveColour colour, int... rounds) {
    return curve(colour, 0, rounds);
  }

  private static Curve curve(CurveColour colour, double height, int[] rounds) {
    return new Curve(
        colour.name(),
        colour,
        Arrays.stream(rounds)
            .mapToObj(
                round -> {
                  double mean = 10 + height + 3 * Math.log(round);
                  return new Curve.Point(round, mean - 4, mean, mean + 4);
                })
            .toList());
  }

  private static byte[] withoutBands(List<Curve> curves) {
    return CurvePicture.png(
        "six methods",
        "accuracy in %",
        curves.stream()
            .map(
                curve ->
                    new Curve(
                        curve.name(),
                        curve.colour(),
                        curve.points().stream()
                            .map(p -> new Curve.Point(p.round(), p.mean(), p.mean(), p.mean()))
                            .toList()))
            .toList());
  }

  private static BufferedImage read(byte[] png) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  /** The colours that stand in the picture undiluted. */
  private static Set<CurveColour> coloursOf(BufferedImage picture) {
    Set<CurveColour> found = EnumSet.noneOf(CurveColour.class);
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        for (CurveColour colour : CurveColour.values()) {
          if (picture.getRGB(x, y) == colour.line().getRGB()) {
            found.add(colour);
          }
        }
      }
    }
    return found;
  }

  /** Pixels that are not grey. */
  private static int coloured(BufferedImage picture) {
    int count = 0;
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        int rgb = picture.getRGB(x, y);
        count += (rgb & 0xff) == (rgb >> 8 & 0xff) && (rgb & 0xff) == (rgb >> 16 & 0xff) ? 0 : 1;
      }
    }
    return count;
  }
}
