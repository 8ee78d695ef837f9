package org.hyperprism.engine.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.spark.serializer.DeserializationStream;
import org.apache.spark.serializer.SerializationStream;
import org.apache.spark.serializer.SerializerInstance;
import org.apache.spark.util.SizeEstimator;
import org.junit.jupiter.api.Test;
import scala.Tuple2;
import scala.collection.JavaConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

class MessageSerializerTest {

  private static final ClassTag<Object> ANY = ClassTag$.MODULE$.Any();

  /** Bytes before the first sender's id: the block and five integers. */
  private static final int HEADER = 6 * Integer.BYTES;

  /** A longer row than the stream's buffer, of two vectors, from the middle of a block. */
  private static Message large() {
    int parameters = 20_001;
    return new Message(
        new int[] {14, 15, 18},
        10,
        parameters,
        new float[][] {numbers(1, 9 * parameters), numbers(2, 9 * parameters)},
        numbers(3, 9 * 7),
        7,
        2);
  }

  private static Message small() {
    return new Message(
        new int[] {3}, 3, 2, new float[][] {{Float.NaN, -0.0f}}, new float[] {}, 0, 0);
  }

  private static float[] numbers(long seed, int count) {
    Random random = new Random(seed);
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  private static byte[] written(List<Tuple2<Integer, Message>> pairs) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    SerializerInstance instance = new MessageSerializer().newInstance();
    SerializationStream stream = instance.serializeStream(bytes);
    for (Tuple2<Integer, Message> pair : pairs) {
      stream.writeKey(pair._1(), ANY).writeValue(pair._2(), ANY);
    }
    stream.close();
    return bytes.toByteArray();
  }

  private static List<Tuple2<Object, Object>> read(byte[] bytes) {
    SerializerInstance instance = new MessageSerializer().newInstance();
    List<Tuple2<Object, Object>> pairs = new ArrayList<>();
    JavaConverters.asJavaIterator(
            instance.deserializeStream(new ByteArrayInputStream(bytes)).asKeyValueIterator())
        .forEachRemaining(pairs::add);
    return pairs;
  }

  @Test
  void whatIsReadIsWhatWasSent() {
    byte[] bytes = written(List.of(new Tuple2<>(7, large()), new Tuple2<>(2, small())));
    List<Tuple2<Object, Object>> read = read(bytes);
    assertThat(read).extracting(Tuple2::_1).containsExactly(7, 2);
    checkArrived(large(), (Message) read.get(0)._2());
    checkArrived(small(), (Message) read.get(1)._2());
  }

  @Test
  void pairsAreReadOneByOneToo() {
    byte[] bytes = written(List.of(new Tuple2<>(7, large()), new Tuple2<>(2, small())));
    DeserializationStream stream =
        new MessageSerializer().newInstance().deserializeStream(new ByteArrayInputStream(bytes));
    Object block = stream.readKey(ANY);
    checkArrived(large(), (Message) stream.readValue(ANY));
    assertThat(block).isEqualTo(7);
    block = stream.readKey(ANY);
    checkArrived(small(), (Message) stream.readValue(ANY));
    assertThat(block).isEqualTo(2);
  }

  private static void checkArrived(Message sent, Message arrived) {
    assertThat(arrived.devices()).isEqualTo(sent.devices());
    assertThat(arrived.parameters()).isEqualTo(sent.parameters());
    assertThat(arrived.vectors().length).isEqualTo(sent.vectors().length);
    for (int k = 0; k < sent.devices().length; k++) {
      for (int v = 0; v < sent.vectors().length; v++) {
        assertThat(row(arrived.vectors()[v], arrived.row(k), sent.parameters()))
            .isEqualTo(row(sent.vectors()[v], sent.row(k), sent.parameters()));
      }
      int from = arrived.row(k) * arrived.stride();
      assertThat(Arrays.copyOfRange(arrived.scalars(), from, from + sent.sentScalars()))
          .isEqualTo(
              Arrays.copyOfRange(
                  sent.scalars(),
                  sent.row(k) * sent.stride(),
                  sent.row(k) * sent.stride() + sent.sentScalars()));
    }
  }

  private static float[] row(float[] vector, int row, int parameters) {
    return Arrays.copyOfRange(vector, row * parameters, (row + 1) * parameters);
  }

  @Test
  void beyondTheFloatsThereAreOnlyIdsAndAHeader() {
    long floats = 3L * (2 * 20_001 + 2);
    assertThat(written(List.of(new Tuple2<>(7, large()))))
        .hasSize(Math.toIntExact(HEADER + Integer.BYTES * 3 + Float.BYTES * floats));
  }

  /** More ids than the stream's buffer holds, and rows that it does not hold in whole. */
  @Test
  void manySendersOfShortRowsArriveToo() {
    int[] devices = new int[20_000];
    for (int k = 0; k < devices.length; k++) {
      devices[k] = 2 * k;
    }
    int rows = 2 * devices.length;
    Message many =
        new Message(devices, 0, 3, new float[][] {numbers(4, 3 * rows)}, numbers(5, rows), 1, 1);
    checkArrived(many, (Message) read(written(List.of(new Tuple2<>(1, many)))).get(0)._2());
  }

  @Test
  void sparkCountsTheMemoryOfABlockOnce() {
    assertThat(SizeEstimator.estimate(large())).isLessThan(100);
  }

  @Test
  void anEmptyStreamHoldsNothing() {
    assertThat(read(new byte[0])).isEmpty();
  }

  @Test
  void aStreamThatEndsWithinAMessageIsRefused() {
    byte[] bytes = written(List.of(new Tuple2<>(7, large())));
    assertThatThrownBy(() -> read(Arrays.copyOf(bytes, bytes.length - 1)))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void anotherBuildsMessagesAreRefused() {
    byte[] bytes = written(List.of(new Tuple2<>(2, small())));
    ByteBuffer.wrap(bytes).putInt(Integer.BYTES, 99);
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("version 99")
        .hasMessageContaining("same build");
  }

  @Test
  void nothingElseIsWritten() {
    SerializationStream stream =
        new MessageSerializer().newInstance().serializeStream(new ByteArrayOutputStream());
    assertThatThrownBy(() -> stream.writeKey("7", ANY))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
