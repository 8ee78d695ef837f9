package org.hyperprism.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.hyperprism.failure.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxFormatTest {

  @TempDir Path folder;

  /** Two images of 1 x 3 pixels. */
  private static final byte[] IMAGES = idx(0x803, new int[] {2, 1, 3}, 0, 51, 255, 1, 2, 3);

  private static final byte[] LABELS = idx(0x801, new int[] {2}, 4, 9);

  @Test
  void imagesComeScaledToTheUnitInterval() {
    Samples samples = parse(IMAGES, LABELS);
    float[] features = new float[3];
    samples.copyFeatures(0, features, 0);
    assertThat(features).containsExactly(0f, 0.2f, 1f);
    assertThat(samples.shape()).isEqualTo(new FeatureShape(1, 1, 3));
    assertThat(samples.labels()).containsExactly(4, 9);
  }

  @Test
  void packedFilesAreUnpacked() throws IOException {
    Path packed = folder.resolve("images.gz");
    Files.write(packed, gzip(IMAGES));
    assertThat(FileContent.read(packed).bytes()).isEqualTo(IMAGES);
  }

  @Test
  void aPackedFileCutShortIsNamed() throws IOException {
    Path packed = folder.resolve("images.gz");
    byte[] whole = gzip(IMAGES);
    Files.write(packed, Arrays.copyOf(whole, whole.length - 9));
    assertThatThrownBy(() -> FileContent.read(packed))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(packed.toString())
        .hasMessageContaining("gzip");
  }

  @Test
  void filesMixedUpAreToldByTheirMagicNumber() {
    assertThatThrownBy(() -> parse(/* images= */ LABELS, /* labels= */ IMAGES))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("images-file", "0x00000801", "0x00000803");
  }

  @Test
  void aFileCutShortSaysBothLengths() {
    assertThatThrownBy(() -> parse(Arrays.copyOf(IMAGES, IMAGES.length - 2), LABELS))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("images-file", "holds 20 bytes", "expected 22");
    assertThatThrownBy(() -> parse(Arrays.copyOf(IMAGES, 7), LABELS))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("holds 7 bytes", "expected 16", "header");
  }

  @Test
  void bytesAfterTheEndAreRefused() {
    assertThatThrownBy(() -> parse(IMAGES, Arrays.copyOf(LABELS, LABELS.length + 5)))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("labels-file", "holds 15 bytes", "expected 10", "last 5 bytes");
  }

  @Test
  void aLabelOutOfRangeIsNamed() {
    assertThatThrownBy(() -> parse(IMAGES, idx(0x801, new int[] {2}, 4, 10)))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("labels-file", "sample 1", "label 10", "0 to 9");
  }

  @Test
  void imagesAndLabelsMustBeAsMany() {
    assertThatThrownBy(() -> parse(IMAGES, idx(0x801, new int[] {3}, 1, 2, 3)))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("2 images", "3 labels");
  }

  @Test
  void aHeaderThatClaimsTooMuchIsRefusedBeforeMemoryIsTaken() {
    byte[] boasting = idx(0x803, new int[] {Integer.MAX_VALUE, 1000, 1000});
    assertThatThrownBy(() -> parse(boasting, LABELS))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("extent 2", "1000");
  }

  private static Samples parse(byte[] images, byte[] labels) {
    return IdxFormat.parse(
        new FileContent("images-file", images), new FileContent("labels-file", labels), 10);
  }

  private static byte[] idx(int magic, int[] extents, int... values) {
    ByteBuffer buffer = ByteBuffer.allocate(4 + 4 * extents.length + values.length);
    buffer.putInt(magic);
    Arrays.stream(extents).forEach(buffer::putInt);
    Arrays.stream(values).forEach(value -> buffer.put((byte) value));
    return buffer.array();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }
}
