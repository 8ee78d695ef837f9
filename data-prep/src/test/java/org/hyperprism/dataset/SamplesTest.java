package org.hyperprism.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.zip.CRC32;
import org.hyperprism.failure.DataException;
import org.junit.jupiter.api.Test;

class SamplesTest {

  private static final FeatureShape PAIR = FeatureShape.ofTable(2);

  @Test
  void everyByteIsScaledAsADivisionBy255() {
    byte[] all = new byte[256];
    for (int value = 0; value < 256; value++) {
      all[value] = (byte) value;
    }
    Samples samples = Samples.ofBytes(FeatureShape.ofTable(256), 1, all, new int[] {0});
    float[] features = new float[257];
    samples.copyFeatures(0, features, 1);
    for (int value = 0; value < 256; value++) {
      assertThat(features[1 + value]).isEqualTo(value / 255f);
      assertThat(ByteScaling.unscaled(features[1 + value])).isEqualTo(value);
      assertThat(ByteScaling.unscaled(Math.nextUp(features[1 + value]))).isEqualTo(-1);
      assertThat(ByteScaling.unscaled(Math.nextDown(features[1 + value]))).isEqualTo(-1);
    }
    assertThat(ByteScaling.unscaled(-0.0f)).isEqualTo(-1);
    assertThat(ByteScaling.unscaled(Float.NaN)).isEqualTo(-1);
  }

  @Test
  void flippedLabelsAreThoseFromTheOtherEnd() {
    Samples plain = Samples.ofBytes(PAIR, 4, new byte[] {1, 2, 3, 4, 5, 6}, new int[] {0, 1, 3});
    Samples flipped = plain.weighted(new float[] {0, 2, 0.5f}).withLabelsFlipped();
    assertThat(flipped.labels()).containsExactly(3, 2, 0);
    assertThat(flipped.weight(1)).isEqualTo(2);
    assertThat(flipped.encodedFeatures(2)).containsExactly(5, 6);
    assertThat(plain.labels()).containsExactly(0, 1, 3);
  }

  @Test
  void weightsGoWithTheirSamples() {
    Samples plain = Samples.ofBytes(PAIR, 1, new byte[6], new int[3]);
    Samples weighted = plain.weighted(new float[] {0, 2, 0.5f});

    Samples selected = weighted.select(new int[] {2, 1, 2});

    assertThat(selected.isWeighted()).isTrue();
    assertThat(selected.weight(0)).isEqualTo(0.5f);
    assertThat(selected.weight(1)).isEqualTo(2);
    assertThat(plain.isWeighted()).isFalse();
    assertThat(plain.select(new int[] {1}).isWeighted()).isFalse();
    assertThat(plain.weight(1)).isEqualTo(1);
    assertThat(checksum(weighted)).isNotEqualTo(checksum(plain));
    assertThat(checksum(weighted)).isNotEqualTo(checksum(plain.weighted(new float[3])));
    for (float refused : new float[] {-1, Float.NaN, Float.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> plain.weighted(new float[] {1, refused, 1}))
          .isInstanceOf(DataException.class)
          .hasMessage("sample 1 has the weight %s; expected a finite number >= 0", refused);
    }
    assertThatThrownBy(() -> plain.weighted(new float[2]))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("2 weights were given for 3 samples");
  }

  private static long checksum(Samples samples) {
    CRC32 crc = new CRC32();
    samples.addTo(crc);
    return crc.getValue();
  }

  @Test
  void selectedSamplesComeInTheOrderAskedFor() {
    Samples samples =
        Samples.ofFloats(PAIR, 3, new float[] {1, 2, 3, 4, -5, 6}, new int[] {0, 1, 2});
    Samples selected = samples.select(new int[] {2, 0, 2});
    float[] features = new float[2];
    selected.copyFeatures(2, features, 0);
    assertThat(selected.labels()).containsExactly(2, 0, 2);
    assertThat(features).containsExactly(-5f, 6f);
  }

  @Test
  void encodedFeaturesGiveTheSameSamples() {
    Samples samples = Samples.ofFloats(PAIR, 1, new float[] {0.1f, Float.MIN_VALUE}, new int[1]);
    Samples again =
        Samples.ofEncoded(PAIR, 1, FeatureType.FLOAT32, samples.encodedFeatures(0), new int[1]);
    float[] features = new float[2];
    again.copyFeatures(0, features, 0);
    assertThat(features).containsExactly(0.1f, Float.MIN_VALUE);
  }

  @Test
  void samplesTravelByJavaSerialisation() throws Exception {
    Samples samples = Samples.ofBytes(PAIR, 2, new byte[] {1, 2, 3, 4}, new int[] {0, 1});
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(samples);
    }
    Samples copy;
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      copy = (Samples) in.readObject();
    }
    assertThat(copy.labels()).containsExactly(0, 1);
    assertThat(copy.encodedFeatures(1)).containsExactly(3, 4);
  }

  @Test
  void lengthsAndLabelsAreChecked() {
    assertThatThrownBy(() -> Samples.ofBytes(PAIR, 2, new byte[5], new int[2]))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("5 feature values", "expected 4");
    assertThatThrownBy(() -> Samples.ofFloats(PAIR, 2, new float[2], new int[] {-1}))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("sample 0", "label -1", "0 to 1");
  }
}
