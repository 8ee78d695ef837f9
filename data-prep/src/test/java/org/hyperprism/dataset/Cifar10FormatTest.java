package org.hyperprism.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.hyperprism.failure.DataException;
import org.junit.jupiter.api.Test;

class Cifar10FormatTest {

  @Test
  void filesAreReadOneAfterTheOther() {
    Samples samples =
        Cifar10Format.parse(List.of(file("first", 3, 3073), file("second", 7, 2 * 3073)));
    assertThat(samples.labels()).containsExactly(3, 7, 0);
    assertThat(samples.shape()).isEqualTo(new FeatureShape(3, 32, 32));
    float[] features = new float[3072];
    samples.copyFeatures(1, features, 0);
    assertThat(features[0]).isEqualTo(255 / 255f);
    assertThat(features[1]).isZero();
  }

  @Test
  void aFileThatIsNotWholeRecordsIsRefused() {
    assertThatThrownBy(() -> Cifar10Format.parse(List.of(file("data_batch_1.bin", 1, 3080))))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("data_batch_1.bin", "3080 bytes", "multiple of 3073", "7 bytes");
    assertThatThrownBy(
            () -> Cifar10Format.parse(List.of(new FileContent("data_batch_1.bin", new byte[0]))))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("empty");
  }

  @Test
  void aLabelOutOfRangeIsNamed() {
    assertThatThrownBy(() -> Cifar10Format.parse(List.of(file("test_batch.bin", 10, 3073))))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("test_batch.bin", "sample 0", "label 10", "0 to 9");
  }

  /** Zeros, but for the first label and a first intensity of 255. */
  private static FileContent file(String name, int label, int length) {
    byte[] bytes = new byte[length];
    bytes[0] = (byte) label;
    bytes[1] = (byte) 255;
    return new FileContent(name, bytes);
  }
}
