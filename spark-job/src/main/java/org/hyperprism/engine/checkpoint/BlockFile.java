package org.hyperprism.engine.checkpoint;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.hyperprism.engine.block.DeviceBlock;
import org.hyperprism.engine.block.FloatBytes;
import org.hyperprism.failure.DataException;

/**
 * A block of devices as a file: int32 magic, version, first, count, parameters, vectors, numbers;
 * the float32 vectors, each [count][parameters]; the float32 scalars [count][numbers]; int64 CRC-32
 * of all before it; little-endian.
 */
final class BlockFile {

  private static final int MAGIC = 0x48595052;
  private static final int VERSION = 2;
  private static final int HEADER = 7 * 4;
  private static final int TRAILER = 8;

  private BlockFile() {}

  static void write(FSDataOutputStream out, DeviceBlock block) throws IOException {
    CRC32 crc = new CRC32();
    ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(MAGIC).putInt(VERSION).putInt(block.first()).putInt(block.count());
    header
        .putInt(block.parameters())
        .putInt(block.vectors().length)
        .putInt(block.scalarsPerDevice());
    crc.update(header.array());
    out.write(header.array());
    byte[] row = new byte[4 * block.parameters()];
    for (float[] vector : block.vectors()) {
      for (int i = 0; i < block.count(); i++) {
        FloatBytes.put(vector, block.offset(i), block.parameters(), row, 0);
        crc.update(row);
        out.write(row);
      }
    }
    byte[] scalars = new byte[4 * block.scalars().length];
    FloatBytes.put(block.scalars(), 0, block.scalars().length, scalars, 0);
    crc.update(scalars);
    out.write(scalars);
    ByteBuffer trailer = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    out.write(trailer.putLong(crc.getValue()).array());
  }

  /**
   * Whether a file has the sizes that its header says, and the checksum of its trailer. It is read
   * piece by piece.
   */
  static boolean isWhole(FileSystem files, FileStatus file) throws IOException {
    long left = file.getLen() - TRAILER;
    byte[] header = new byte[HEADER];
    byte[] piece = new byte[1 << 16];
    byte[] trailer = new byte[TRAILER];
    CRC32 crc = new CRC32();
    try (FSDataInputStream in = files.open(file.getPath())) {
      if (left < HEADER) {
        return false;
      }
      in.readFully(header);
      crc.update(header);
      for (left -= HEADER; left > 0; ) {
        int length = (int) Math.min(left, piece.length);
        in.readFully(piece, 0, length);
        crc.update(piece, 0, length);
        left -= length;
      }
      in.readFully(trailer);
    }
    return isSound(ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN), file.getLen())
        && ByteBuffer.wrap(trailer).order(ByteOrder.LITTLE_ENDIAN).getLong() == crc.getValue();
  }

  /** What a file that is not whole is called. */
  static String notWhole(Path file) {
    return "%s is not a whole checkpoint file of version %d".formatted(file, VERSION);
  }

  /** Whether a header is ours and its sizes are those of a file of {@code length} bytes. */
  private static boolean isSound(ByteBuffer header, long length) {
    if (header.getInt(0) != MAGIC || header.getInt(4) != VERSION) {
      return false;
    }
    long first = header.getInt(8);
    long count = header.getInt(12);
    long parameters = header.getInt(16);
    long vectors = header.getInt(20);
    long scalars = header.getInt(24);
    return count >= 1
        && Math.min(Math.min(first, parameters), Math.min(vectors, scalars)) >= 0
        && count * parameters <= Integer.MAX_VALUE
        && BigInteger.valueOf(vectors * parameters + scalars)
            .multiply(BigInteger.valueOf(4 * count))
            .equals(BigInteger.valueOf(length - HEADER - TRAILER));
  }

  /**
   * Reads a block back.
   *
   * @param startAgain how the run is begun anew, for the message about a file that is damaged
   */
  static DeviceBlock read(FileSystem files, FileStatus file, String startAgain) throws IOException {
    byte[] bytes = new byte[Math.toIntExact(Math.min(file.getLen(), Integer.MAX_VALUE - 8))];
    try (FSDataInputStream in = files.open(file.getPath())) {
      in.readFully(bytes);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    CRC32 crc = new CRC32();
    boolean sound = bytes.length >= HEADER + TRAILER;
    if (sound) {
      crc.update(bytes, 0, bytes.length - TRAILER);
      sound =
          isSound(buffer, bytes.length) && buffer.getLong(bytes.length - TRAILER) == crc.getValue();
    }
    if (!sound) {
      throw new DataException(
          "%s; delete the folder it is in and resume from an earlier one, or %s"
              .formatted(notWhole(file.getPath()), startAgain));
    }
    buffer.position(8);
    int first = buffer.getInt();
    int count = buffer.getInt();
    int parameters = buffer.getInt();
    float[][] vectors = new float[buffer.getInt()][count * parameters];
    float[] scalars = new float[buffer.getInt() * count];
    int position = HEADER;
    for (float[] vector : vectors) {
      FloatBytes.get(bytes, position, vector, 0, vector.length);
      position += 4 * vector.length;
    }
    FloatBytes.get(bytes, position, scalars, 0, scalars.length);
    return new DeviceBlock(first, count, parameters, vectors, scalars);
  }

  /** Copies what {@code part} has of {@code wanted}'s devices; returns how many those are. */
  static int copyOverlap(DeviceBlock part, DeviceBlock wanted) {
    int from = Math.max(part.first(), wanted.first());
    int to = Math.min(part.first() + part.count(), wanted.first() + wanted.count());
    for (int v = 0; v < wanted.vectors().length; v++) {
      System.arraycopy(
          part.vectors()[v],
          part.offset(from - part.first()),
          wanted.vectors()[v],
          wanted.offset(from - wanted.first()),
          (to - from) * wanted.parameters());
    }
    int scalars = wanted.scalarsPerDevice();
    System.arraycopy(
        part.scalars(),
        (from - part.first()) * scalars,
        wanted.scalars(),
        (from - wanted.first()) * scalars,
        (to - from) * scalars);
    return to - from;
  }
}
