package org.hyperprism.dataset.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.Random;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of features arrive with the bits that they left with, however they travel. */
class RowFeaturesTest {

  private static final int COLUMNS = 1000;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 255, 256, 257, 5000})
  void allBitsArrive(int different) throws Exception {
    RowFeatures features = new RowFeatures();
    Random random = new Random(different);
    float[] values = new float[different];
    for (int i = 0; i < different; i++) {
      values[i] = i == 0 ? -0.0f : Float.intBitsToFloat(random.nextInt(0x7f800000));
    }
    for (int row = 0; row < 10; row++) {
      double[] numbers = new double[COLUMNS];
      for (int i = 0; i < COLUMNS; i++) {
        numbers[i] = values[(row * COLUMNS + i) % different];
      }
      assertThat(features.write(dense(numbers))).isTrue();
      features.keep();
    }
    features.pack();

    byte[] travelling = serialised(features);

    int[] bits = bits(features, 10 * COLUMNS);
    for (int i = 0; i < bits.length; i++) {
      assertThat(bits[i]).isEqualTo(Float.floatToRawIntBits(values[i % different]));
    }
    assertThat(bits(deserialised(travelling), 10 * COLUMNS)).isEqualTo(bits);
    assertThat(travelling.length > 4 * 10 * COLUMNS).isEqualTo(different > 256);
  }

  @Test
  void sparseVectorsAreWrittenAsDenseOnes() {
    double[] numbers = new double[COLUMNS];
    numbers[3] = 0.1;
    numbers[999] = -7;
    FeatureCell sparse = sparse(new int[] {3, 999}, 0.1, -7);
    RowFeatures ofSparse = new RowFeatures();
    RowFeatures ofDense = new RowFeatures();
    double[] ones = new double[COLUMNS];
    Arrays.fill(ones, 1);

    // What a row that was taken back has left behind is no part of the next.
    ofSparse.write(dense(ones));
    ofSparse.write(sparse);
    ofSparse.keep();
    ofDense.write(dense(numbers));
    ofDense.keep();
    ofSparse.pack();
    ofDense.pack();

    assertThat(bits(ofSparse, COLUMNS)).isEqualTo(bits(ofDense, COLUMNS));
  }

  @Test
  void numbersBeyondFloat32AreNotFinite() {
    FeatureCell sparse = sparse(new int[] {1}, 1e39);

    assertThat(new RowFeatures().write(dense(0, 1e39))).isFalse();
    assertThat(new RowFeatures().write(sparse)).isFalse();
  }

  @Test
  void pixelsAreKnownForBytes() {
    double[] pixels = new double[256];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (255 - i) / 255f;
    }
    RowFeatures features = packed(pixels);
    byte[] bytes = new byte[257];

    assertThat(features.areBytes()).isTrue();
    features.copyBytes(bytes, 1);

    for (int i = 0; i < pixels.length; i++) {
      assertThat(bytes[1 + i] & 0xff).isEqualTo(255 - i);
    }
    for (double other : new double[] {-0.0, 0.5, Math.nextUp(1 / 255f), -1, 2}) {
      assertThat(packed(0, 1, other).areBytes()).as("%s", other).isFalse();
    }
    double[] more = Arrays.copyOf(pixels, 257);
    more[256] = 0.5;
    RowFeatures others = packed(more);
    assertThat(others.areBytes()).as("more than a byte can say").isFalse();
    assertThat(bits(others, 257)).endsWith(0, Float.floatToRawIntBits(0.5f));
  }

  private static FeatureCell dense(double... numbers) {
    return new FeatureCell(numbers.length, null, UnsafeArrayData.fromPrimitiveArray(numbers), true);
  }

  private static FeatureCell sparse(int[] indices, double... numbers) {
    return new FeatureCell(
        COLUMNS,
        UnsafeArrayData.fromPrimitiveArray(indices),
        UnsafeArrayData.fromPrimitiveArray(numbers),
        true);
  }

  private static RowFeatures packed(double... numbers) {
    RowFeatures features = new RowFeatures();
    features.write(dense(numbers));
    features.keep();
    features.pack();
    return features;
  }

  private static int[] bits(RowFeatures features, int count) {
    float[] values = new float[count];
    features.copyFloats(values, 0);
    int[] bits = new int[count];
    for (int i = 0; i < count; i++) {
      bits[i] = Float.floatToRawIntBits(values[i]);
    }
    return bits;
  }

  private static byte[] serialised(RowFeatures features) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(features);
    }
    return bytes.toByteArray();
  }

  private static RowFeatures deserialised(byte[] bytes) throws IOException, ClassNotFoundException {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return (RowFeatures) in.readObject();
    }
  }
}
