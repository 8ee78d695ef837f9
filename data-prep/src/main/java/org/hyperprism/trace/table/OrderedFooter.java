package org.hyperprism.trace.table;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.apache.parquet.io.PositionOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Passes on a Parquet file that is written, with each column's encodings in the footer in their own
 * order. Parquet lists them in that of a hash set, which changes from process to process.
 */
final class OrderedFooter extends PositionOutputStream {

  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private final PositionOutputStream file;
  private @Nullable ByteArrayOutputStream tail;

  OrderedFooter(PositionOutputStream file) {
    this.file = file;
  }

  /** Says that only the indexes of pages and the footer follow, which are kept until the close. */
  void pagesAreWritten() {
    tail = new ByteArrayOutputStream();
  }

  @Override
  public long getPos() throws IOException {
    return file.getPos() + (tail == null ? 0 : tail.size());
  }

  @Override
  public void write(int b) throws IOException {
    if (tail == null) {
      file.write(b);
    } else {
      tail.write(b);
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (tail == null) {
      file.write(bytes, offset, length);
    } else {
      tail.write(bytes, offset, length);
    }
  }

  @Override
  public void flush() throws IOException {
    file.flush();
  }

  @Override
  public void close() throws IOException {
    if (tail != null) {
      byte[] last = tail.toByteArray();
      tail = null;
      file.write(ordered(last));
    }
    file.close();
  }

  /** What is encrypted, or has ended early, is left as it is. */
  private static byte[] ordered(byte[] tail) throws IOException {
    int lengthAt = tail.length - MAGIC.length - Integer.BYTES;
    if (lengthAt < 0
        || !Arrays.equals(tail, tail.length - MAGIC.length, tail.length, MAGIC, 0, MAGIC.length)) {
      return tail;
    }
    int length = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt(lengthAt);
    int begin = lengthAt - length;
    FileMetaData footer = Util.readFileMetaData(new ByteArrayInputStream(tail, begin, length));
    for (RowGroup rows : footer.getRow_groups()) {
      for (ColumnChunk column : rows.getColumns()) {
        Collections.sort(column.getMeta_data().getEncodings());
      }
    }
    ByteArrayOutputStream ordered = new ByteArrayOutputStream();
    ordered.write(tail, 0, begin);
    Util.writeFileMetaData(footer, ordered);
    ByteBuffer end = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    ordered.writeBytes(end.putInt(ordered.size() - begin).array());
    ordered.writeBytes(MAGIC);
    return ordered.toByteArray();
  }
}
