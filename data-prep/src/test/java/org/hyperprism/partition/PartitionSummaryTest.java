package org.hyperprism.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.hyperprism.dataset.Datasets;
import org.hyperprism.dataset.Samples;
import org.hyperprism.random.RandomStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartitionSummaryTest {

  private static final PartitionSummary SUMMARY =
      PartitionSummary.of(
          new Assignment(new int[][] {{0, 1, 3, 4}, {2}}), new int[] {0, 1, 2, 0, 1}, 3);

  @TempDir Path folder;

  @Test
  void theTableHasOneLinePerDevice() {
    assertThat(SUMMARY.toCsv())
        .isEqualTo(
            """
            device,samples,classes_present,class_0,class_1,class_2
            0,4,2,2,2,0
            1,1,1,0,0,1
            """);
    assertThat(SUMMARY.toText().lines())
        .containsExactly(
            "  device  samples  classes      #0     #1     #2",
            "       0        4        2       2      2      .",
            "       1        1        1       .      .      1",
            "2 devices, 5 samples; per device 1 to 4 (median 2.5); label entropy 0.50 bits of 1.58");
  }

  @Test
  void entropyIsInBits() {
    assertThat(SUMMARY.labelEntropy(0)).isCloseTo(1, within(1e-12));
    assertThat(SUMMARY.labelEntropy(1)).isZero();
  }

  @Test
  void anAssignmentMustPlaceEverySampleOnce() {
    assertThatThrownBy(() -> new Assignment(new int[][] {{0, 1}, {1}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("device 1 lists sample 1");
  }

  @Test
  void thePictureShowsBubblesAndNeedsNoDisplay() throws IOException {
    Samples train = Datasets.load("mnist-sample", Optional.empty(), folder).train();
    Assignment assignment =
        new Dirichlet(0.3, 10, true).assign(train.labels(), 10, 50, new RandomStreams(42));
    PartitionSummary summary = PartitionSummary.of(assignment, train.labels(), 10);
    byte[] png = LabelDistributionPicture.png(summary, "mnist-sample, 50 devices, Dirichlet 0.3");
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
    assertThat(picture.getWidth()).isEqualTo(1200);
    int coloured = 0;
    for (int x = 0; x < picture.getWidth(); x++) {
      for (int y = 0; y < picture.getHeight(); y++) {
        int colour = picture.getRGB(x, y);
        int red = colour >> 16 & 0xff;
        int blue = colour & 0xff;
        coloured += blue - red > 60 ? 1 : 0;
      }
    }
    assertThat(coloured).isBetween(10_000, 200_000);
  }
}
