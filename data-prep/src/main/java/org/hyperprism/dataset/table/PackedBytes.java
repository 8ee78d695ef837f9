package org.hyperprism.dataset.table;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.spark.SparkConf;
import org.apache.spark.io.CompressionCodec;
import org.apache.spark.io.LZ4CompressionCodec;

/** Bytes made small for their way to the driver, as they come. */
final class PackedBytes {

  private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
  private final OutputStream stream = codec().compressedOutputStream(packed);

  /**
   * Adds bytes.
   *
   * @param length so many of them, from the first on
   */
  void add(byte[] bytes, int length) {
    try {
      stream.write(bytes, 0, length);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** All that were added, compressed; none can be added any more. */
  byte[] finish() {
    try {
      stream.close();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return packed.toByteArray();
  }

  /**
   * The bytes that were added.
   *
   * @param packed what {@link #finish} gave
   * @param target receives them from {@code at} on
   * @param length how many they are
   */
  static void unpack(byte[] packed, byte[] target, int at, int length) {
    try (InputStream in = codec().compressedInputStream(new ByteArrayInputStream(packed))) {
      int read = in.readNBytes(target, at, length);
      if (read < length || in.read() >= 0) {
        throw new IllegalStateException(
            "packed bytes are %d or more, not %d".formatted(read, length));
      }
    } catch (IOException corrupt) {
      throw new UncheckedIOException(corrupt);
    }
  }

  private static CompressionCodec codec() {
    return new LZ4CompressionCodec(new SparkConf(false));
  }
}
