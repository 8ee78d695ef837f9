package org.hyperprism.spark;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopCodecs;
import org.apache.parquet.io.ParquetDecodingException;
import org.xerial.snappy.Snappy;

/**
 * Unpacks the pages of Parquet files, but for those packed by Snappy that hold fewer bytes than
 * their header says: Parquet would wait for the rest without end.
 */
public final class CheckedPages implements CompressionCodecFactory {

  private final CompressionCodecFactory codecs;

  /**
   * @param hadoop names the codecs
   */
  public CheckedPages(Configuration hadoop) {
    codecs = HadoopCodecs.newFactory(hadoop, 0);
  }

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    return codecs.getCompressor(codec);
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    BytesInputDecompressor unpacking = codecs.getDecompressor(codec);
    return codec == CompressionCodecName.SNAPPY ? new CheckedSnappy(unpacking) : unpacking;
  }

  @Override
  public void release() {
    codecs.release();
  }

  private record CheckedSnappy(BytesInputDecompressor unpacking) implements BytesInputDecompressor {

    @Override
    public BytesInput decompress(BytesInput packed, int size) throws IOException {
      byte[] bytes = packed.toByteArray();
      check(Snappy.uncompressedLength(bytes), size);
      return unpacking.decompress(BytesInput.from(bytes), size);
    }

    @Override
    public void decompress(ByteBuffer packed, int packedSize, ByteBuffer target, int size)
        throws IOException {
      byte[] bytes = new byte[packedSize];
      packed.duplicate().get(bytes);
      check(Snappy.uncompressedLength(bytes), size);
      unpacking.decompress(packed, packedSize, target, size);
    }

    private static void check(int size, int expected) {
      if (size != expected) {
        throw new ParquetDecodingException(
            "a page holds %d bytes, and its header says %d".formatted(size, expected));
      }
    }

    @Override
    public void release() {
      unpacking.release();
    }
  }
}
