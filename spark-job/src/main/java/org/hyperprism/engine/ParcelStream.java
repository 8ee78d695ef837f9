package org.hyperprism.engine;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Parcels as bytes: int32 version, senders, parameters, vectors, sent numbers; int32 ids of the
 * senders in ascending order; then of every sender the float32 vectors and private numbers. The
 * integers are big-endian, the floats little-endian. They go through a small buffer, so a parcel is
 * in memory once.
 */
final class ParcelStream {

  private static final int VERSION = 4;
  private static final int BUFFERED_FLOATS = 16 * 1024;

  private final byte[] buffer = new byte[Float.BYTES * BUFFERED_FLOATS];

  void write(Parcel parcel, OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.writeInt(VERSION);
    data.writeInt(parcel.senders().length);
    data.writeInt(parcel.parameters());
    data.writeInt(parcel.vectors().length);
    data.writeInt(parcel.sentNumbers());
    for (int sender : parcel.senders()) {
      data.writeInt(sender);
    }
    for (float[] vector : parcel.vectors()) {
      for (int row : parcel.rows()) {
        write(vector, row * parcel.parameters(), parcel.parameters(), data);
      }
    }
    for (int row : parcel.rows()) {
      write(parcel.numbers(), row * parcel.stride(), parcel.sentNumbers(), data);
    }
  }

  private void write(float[] source, int offset, int count, OutputStream out) throws IOException {
    for (int done = 0; done < count; done += BUFFERED_FLOATS) {
      int floats = Math.min(BUFFERED_FLOATS, count - done);
      FloatBytes.put(source, offset + done, floats, buffer, 0);
      out.write(buffer, 0, Float.BYTES * floats);
    }
  }

  Parcel read(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    int version = data.readInt();
    if (version != VERSION) {
      throw new IllegalStateException(
          ("a packet of version %d arrived; this build reads version %d: all executors must run the"
                  + " same build")
              .formatted(version, VERSION));
    }
    int[] senders = new int[data.readInt()];
    int parameters = data.readInt();
    float[][] vectors = new float[data.readInt()][];
    int sentNumbers = data.readInt();
    for (int i = 0; i < senders.length; i++) {
      senders[i] = data.readInt();
    }
    for (int vector = 0; vector < vectors.length; vector++) {
      vectors[vector] = floats(senders.length * parameters, data);
    }
    return Parcel.arrived(senders, parameters, vectors, floats(senders.length * sentNumbers, data));
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
