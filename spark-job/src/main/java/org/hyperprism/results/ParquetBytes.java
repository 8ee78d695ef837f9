package org.hyperprism.results;

import java.io.ByteArrayOutputStream;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** A Parquet file that is written into memory, so that it can appear whole on a file system. */
public final class ParquetBytes implements OutputFile {

  private final ByteArrayOutputStream content = new ByteArrayOutputStream();

  /** What was written. */
  public byte[] toByteArray() {
    return content.toByteArray();
  }

  @Override
  public PositionOutputStream create(long blockSize) {
    return new PositionOutputStream() {
      @Override
      public long getPos() {
        return content.size();
      }

      @Override
      public void write(int b) {
        content.write(b);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) {
        content.write(bytes, offset, length);
      }
    };
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSize) {
    content.reset();
    return create(blockSize);
  }

  @Override
  public boolean supportsBlockSize() {
    return false;
  }

  @Override
  public long defaultBlockSize() {
    return 0;
  }
}
