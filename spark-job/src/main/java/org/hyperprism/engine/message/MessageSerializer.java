package org.hyperprism.engine.message;

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
 * How Spark's shuffle writes and reads pairs of a block's number and a {@link Message} for it: the
 * int32 number, big-endian, and {@link MessageStream}'s bytes. Nothing else can be written.
 */
public final class MessageSerializer extends Serializer implements Serializable {

  private static final long serialVersionUID = 1L;

  @Override
  public SerializerInstance newInstance() {
    return new Instance();
  }

  private static UnsupportedOperationException unsupported() {
    return new UnsupportedOperationException(
        "only streams of blocks' numbers and messages are written and read");
  }

  /** Belongs to one thread, as Spark's instances do. */
  private static final class Instance extends SerializerInstance {

    private final MessageStream messages = new MessageStream();

    @Override
    public SerializationStream serializeStream(OutputStream out) {
      return new Writer(messages, out);
    }

    @Override
    public DeserializationStream deserializeStream(InputStream in) {
      return new Reader(messages, in);
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

    private final MessageStream messages;
    private final DataOutputStream out;

    Writer(MessageStream messages, OutputStream out) {
      this.messages = messages;
      this.out = new DataOutputStream(out);
    }

    @Override
    public <T> SerializationStream writeObject(T value, ClassTag<T> tag) {
      try {
        if (value instanceof Integer block) {
          out.writeInt(block);
        } else if (value instanceof Message message) {
          messages.write(message, out);
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

    private final MessageStream messages;
    private final PushbackInputStream in;

    Reader(MessageStream messages, InputStream in) {
      this.messages = messages;
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
          throw new NoSuchElementException("all messages of the stream have been read");
        }
        return new Tuple2<>(block(), message());
      }
    }

    private Integer block() {
      try {
        return new DataInputStream(in).readInt();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private Message message() {
      try {
        return messages.read(in);
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
      return (T) message();
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
