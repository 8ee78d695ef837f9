package org.hyperprism.report.tensorboard;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.hyperprism.results.HadoopSettings;
import org.hyperprism.spark.PlainFileSystem;
import org.nd4j.shade.protobuf.CodedOutputStream;
import org.tensorflow.framework.Summary;

/**
 * A file of TensorFlow's events: records, each a length and a message with a checksum behind both.
 * ND4J brings TensorFlow's messages but the envelope, {@code Event}, whose fields are written here
 * by their numbers.
 */
final class EventFile implements AutoCloseable {

  private static final String VERSION = "brain.Event:2";

  /** {@code SessionLog} with the status START: what was read of these steps before is void. */
  private static final byte[] START = {8, 1};

  private static final int WALL_TIME = 1;
  private static final int STEP = 2;
  private static final int FILE_VERSION = 3;
  private static final int SUMMARY = 5;
  private static final int SESSION_LOG = 7;

  /**
   * TensorFlow rotates a checksum and adds this to it: a plain CRC is a weak one of data that end
   * in their own.
   */
  private static final int MASK = 0xa282ead8;

  private static final int ROTATION = 17;

  /** The fields of an event beside its time and step. */
  private interface Fields {
    void writeTo(CodedOutputStream event) throws IOException;
  }

  private final FSDataOutputStream out;

  private EventFile(FSDataOutputStream out) {
    this.out = out;
  }

  /**
   * Begins a file in place of one that is there.
   *
   * @param uri where, on any Hadoop file system
   * @param wallTime seconds since 1970
   */
  static EventFile create(String uri, double wallTime) throws IOException {
    Path path = new Path(uri);
    FileSystem files = PlainFileSystem.toWrite(path, HadoopSettings.current());
    EventFile file = new EventFile(files.create(path, true));
    file.add(wallTime, 0, event -> event.writeString(FILE_VERSION, VERSION));
    file.add(wallTime, 0, event -> event.writeByteArray(SESSION_LOG, START));
    return file;
  }

  /**
   * Adds what was measured.
   *
   * @param wallTime seconds since 1970
   * @param step a round
   */
  void add(double wallTime, int step, Summary summary) throws IOException {
    add(wallTime, step, event -> event.writeMessage(SUMMARY, summary));
  }

  private void add(double wallTime, int step, Fields fields) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream event = CodedOutputStream.newInstance(bytes);
    event.writeDouble(WALL_TIME, wallTime);
    event.writeInt64(STEP, step);
    fields.writeTo(event);
    event.flush();
    byte[] message = bytes.toByteArray();
    byte[] length =
        ByteBuffer.allocate(Long.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(message.length)
            .array();
    out.write(length);
    out.write(checksum(length));
    out.write(message);
    out.write(checksum(message));
  }

  private static byte[] checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    int masked = Integer.rotateLeft((int) crc.getValue(), ROTATION) + MASK;
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(masked).array();
  }

  /** Lets whoever reads the file see it so far, where the file system can do that. */
  void flush() throws IOException {
    out.hflush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
