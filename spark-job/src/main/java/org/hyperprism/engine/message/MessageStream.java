package org.hyperprism.engine.message;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.hyperprism.engine.block.FloatBytes;

/**
 * Messages as bytes: int32 version, senders, parameters, vectors, sent numbers; int32 ids of the
 * senders in ascending order; then of every sender the float32 vectors and scalars. The integers
 * are big-endian, the floats little-endian. They go through a small buffer, so a message is in
 * memory once; and only whole buffers are read and written, for each is a call of the system where
 * the stream is a file.
 */
final class MessageStream {

  private static final int VERSION = 4;
  private static final int HEADER = 4;

  /** Bytes; the size is a multiple of an integer's and a float's. */
  private final byte[] bytes = new byte[64 * 1024];

  private final ByteBuffer buffer = ByteBuffer.wrap(bytes);

  void write(Message message, OutputStream out) throws IOException {
    buffer.clear();
    int senders = message.devices().length;
    put(VERSION, out);
    put(senders, out);
    put(message.parameters(), out);
    put(message.vectors().length, out);
    put(message.sentScalars(), out);
    for (int device : message.devices()) {
      put(device, out);
    }
    for (float[] vector : message.vectors()) {
      for (int k = 0; k < senders; k++) {
        put(vector, message.row(k) * message.parameters(), message.parameters(), out);
      }
    }
    for (int k = 0; k < senders; k++) {
      put(message.scalars(), message.row(k) * message.stride(), message.sentScalars(), out);
    }
    flush(out);
  }

  private void put(int number, OutputStream out) throws IOException {
    if (!buffer.hasRemaining()) {
      flush(out);
    }
    buffer.putInt(number);
  }

  private void put(float[] source, int offset, int count, OutputStream out) throws IOException {
    int done = 0;
    while (done < count) {
      if (!buffer.hasRemaining()) {
        flush(out);
      }
      int floats = Math.min(buffer.remaining() / Float.BYTES, count - done);
      FloatBytes.put(source, offset + done, floats, bytes, buffer.position());
      buffer.position(buffer.position() + Float.BYTES * floats);
      done += floats;
    }
  }

  private void flush(OutputStream out) throws IOException {
    out.write(bytes, 0, buffer.position());
    buffer.clear();
  }

  Message read(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    int version = integers(1, data)[0];
    if (version != VERSION) {
      throw new IllegalStateException(
          ("a message of version %d arrived; this build reads version %d: all executors must run the"
                  + " same build")
              .formatted(version, VERSION));
    }
    int[] header = integers(HEADER, data);
    int senders = header[0];
    int parameters = header[1];
    float[][] vectors = new float[header[2]][];
    int sentScalars = header[3];
    int[] devices = integers(senders, data);
    for (int vector = 0; vector < vectors.length; vector++) {
      vectors[vector] = floats(senders * parameters, data);
    }
    return Message.arrived(devices, parameters, vectors, floats(senders * sentScalars, data));
  }

  private int[] integers(int count, DataInputStream in) throws IOException {
    int[] target = new int[count];
    int done = 0;
    while (done < count) {
      int integers = Math.min(bytes.length / Integer.BYTES, count - done);
      in.readFully(bytes, 0, Integer.BYTES * integers);
      buffer.clear().asIntBuffer().get(target, done, integers);
      done += integers;
    }
    return target;
  }

  private float[] floats(int count, DataInputStream in) throws IOException {
    float[] target = new float[count];
    int done = 0;
    while (done < count) {
      int floats = Math.min(bytes.length / Float.BYTES, count - done);
      in.readFully(bytes, 0, Float.BYTES * floats);
      FloatBytes.get(bytes, 0, target, done, floats);
      done += floats;
    }
    return target;
  }
}
