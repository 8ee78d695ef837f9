package org.hyperprism.engine;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.serializer.DeserializationStream;
import org.apache.spark.serializer.SerializationStream;
import org.apache.spark.serializer.Serializer;
import org.apache.spark.serializer.SerializerInstance;
import scala.Tuple2;
import scala.collection.JavaConverters;
import scala.reflect.ClassTag;

/**
 * How Spark's shuffle writes and reads pairs of a block's number and a {@link Parcel} for it: the
 * int32 number, big-endian, and {@link ParcelStream}'s bytes. Nothing else can be written.
 */
final class ParcelSerializer extends Serializer implements Serializable {

  private static final long serialVersionUID = 1L;

  @Override
  public SerializerInstance newInstance() {
    return new Instance();
  }

  private static UnsupportedOperationException unsupported() {
    return new UnsupportedOperationException(
        "only streams of blocks' numbers and parcels are written and read");
  }

  /** Belongs to one thread, as Spark's instances do. */
  private static final class Instance extends SerializerInstance {

    private final ParcelStream parcels = new ParcelStream();

    @Override
    public SerializationStream serializeStream(OutputStream out) {
      return new Writer(parcels, out);
    }

    @Override
    public DeserializationStream deserializeStream(InputStream in) {
      return new Reader(parcels, in);
    }

    @Override
    public <T> ByteBuffer serialize(T value, ClassTag<T> tag) {
      throw unsupported();
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // Spark's signature
    public <T> T deserialize(ByteBuffer bytes, ClassTag<T> tag) {
      throw unsupported();
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // Spark's signature
    public <T> T deserialize(ByteBuffer bytes, ClassLoader loader, ClassTag<T> tag) {
      throw unsupported();
    }
  }

  private static final class Writer extends SerializationStream {

    private final ParcelStream parcels;
    private final DataOutputStream out;

    Writer(ParcelStream parcels, OutputStream out) {
      this.parcels = parcels;
      this.out = new DataOutputStream(out);
    }

    @Override
    public <T> SerializationStream writeObject(T value, ClassTag<T> tag) {
      try {
        if (value instanceof Integer block) {
          out.writeInt(block);
        } else if (value instanceof Parcel parcel) {
          parcels.write(parcel, out);
        } else {
          throw unsupported();
        }
        return this;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void flush() {
      try {
        out.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      try {
        out.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class Reader extends DeserializationStream {

    private final ParcelStream parcels;
    private final PushbackInputStream in;

    Reader(ParcelStream parcels, InputStream in) {
      this.parcels = parcels;
      this.in = new PushbackInputStream(in);
    }

    @Override
    public scala.collection.Iterator<Tuple2<Object, Object>> asKeyValueIterator() {
      return JavaConverters.asScalaIterator(new Pairs());
    }

    private final class Pairs implements Iterator<Tuple2<Object, Object>> {

      private boolean isOver;

      @Override
      public boolean hasNext() {
        if (isOver) {
          return false;
        }
        try {
          int first = in.read();
          isOver = first < 0;
          if (isOver) {
            in.close();
          } else {
            in.unread(first);
          }
          return !isOver;
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }

      @Override
      public Tuple2<Object, Object> next() {
        if (!hasNext()) {
          throw new NoSuchElementException("all parcels of the stream have been read");
        }
        return new Tuple2<>(block(), parcel());
      }
    }

    private Integer block() {
      try {
        return new DataInputStream(in).readInt();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private Parcel parcel() {
      try {
        return parcels.read(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Spark reads pairs this way where its sorter wrote them to disk on the way. */
    @Override
    @SuppressWarnings({"TypeParameterUnusedInFormals", "unchecked"}) // Spark's signature
    public <T> T readKey(ClassTag<T> tag) {
      return (T) block();
    }

    @Override
    @SuppressWarnings({"TypeParameterUnusedInFormals", "unchecked"}) // Spark's signature
    public <T> T readValue(ClassTag<T> tag) {
      return (T) parcel();
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // Spark's signature
    public <T> T readObject(ClassTag<T> tag) {
      throw unsupported();
    }

    @Override
    public void close() {
      try {
        in.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
