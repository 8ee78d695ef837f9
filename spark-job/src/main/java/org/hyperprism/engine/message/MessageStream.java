package org.hyperprism.engine.message;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.hyperprism.engine.block.FloatBytes;

/**
 * Messages as bytes: int32 version, senders, parameters, vectors, sent numbers; int32 ids of the
 * senders in ascending order; then of every sender the float32 vectors and scalars. The integers
 * are big-endian, the floats little-endian. They go through a small buffer, so a message is in
 * memory once.
 */
final class MessageStream {

  private static final int VERSION = 4;
  private static final int BUFFERED_FLOATS = 16 * 1024;

  private final byte[] buffer = new byte[Float.BYTES * BUFFERED_FLOATS];

  void write(Message message, OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    int senders = message.devices().length;
    data.writeInt(VERSION);
    data.writeInt(senders);
    data.writeInt(message.parameters());
    data.writeInt(message.vectors().length);
    data.writeInt(message.sentScalars());
    for (int device : message.devices()) {
      data.writeInt(device);
    }
    for (float[] vector : message.vectors()) {
      for (int k = 0; k < senders; k++) {
        write(vector, message.row(k) * message.parameters(), message.parameters(), data);
      }
    }
    for (int k = 0; k < senders; k++) {
      write(message.scalars(), message.row(k) * message.stride(), message.sentScalars(), data);
    }
  }

  private void write(float[] source, int offset, int count, OutputStream out) throws IOException {
    for (int done = 0; done < count; done += BUFFERED_FLOATS) {
      int floats = Math.min(BUFFERED_FLOATS, count - done);
      FloatBytes.put(source, offset + done, floats, buffer, 0);
      out.write(buffer, 0, Float.BYTES * floats);
    }
  }

  Message read(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    int version = data.readInt();
    if (version != VERSION) {
      throw new IllegalStateException(
          ("a message of version %d arrived; this build reads version %d: all executors must run the"
                  + " same build")
              .formatted(version, VERSION));
    }
    int[] devices = new int[data.readInt()];
    int parameters = data.readInt();
    float[][] vectors = new float[data.readInt()][];
    int sentScalars = data.readInt();
    for (int k = 0; k < devices.length; k++) {
      devices[k] = data.readInt();
    }
    for (int vector = 0; vector < vectors.length; vector++) {
      vectors[vector] = floats(devices.length * parameters, data);
    }
    return Message.arrived(
        devices, parameters, vectors, floats(devices.length * sentScalars, data));
  }

  private float[] floats(int count, DataInputStream in) throws IOException {
    float[] target = new float[count];
    for (int done = 0; done < count; done += BUFFERED_FLOATS) {
      int floats = Math.min(BUFFERED_FLOATS, count - done);
      in.readFully(buffer, 0, Float.BYTES * floats);
      FloatBytes.get(buffer, 0, target, done, floats);
    }
    return target;
  }
}
