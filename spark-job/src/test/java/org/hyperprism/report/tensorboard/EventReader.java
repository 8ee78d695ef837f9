package org.hyperprism.report.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.util.PureJavaCrc32C;
import org.tensorflow.proto.util.Event;

/** Reads event files by the classes of TensorFlow's API for Java, and Hadoop's checksum. */
public final class EventReader {

  private EventReader() {}

  /** The events in the only file of a folder. */
  public static List<Event> read(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(folder)) {
      files = found.toList();
    }
    assertThat(files).hasSize(1);
    // What TensorBoard looks for.
    assertThat(files.get(0).getFileName().toString()).contains("tfevents");
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(files.get(0)));
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    List<Event> events = new ArrayList<>();
    while (bytes.hasRemaining()) {
      byte[] length = checked(bytes, Long.BYTES);
      long size = ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong();
      events.add(Event.parseFrom(checked(bytes, Math.toIntExact(size))));
    }
    return events;
  }

  private static byte[] checked(ByteBuffer bytes, int size) {
    byte[] data = new byte[size];
    bytes.get(data);
    PureJavaCrc32C crc = new PureJavaCrc32C();
    crc.update(data, 0, size);
    int rotated = Integer.rotateRight((int) crc.getValue(), 15);
    assertThat(bytes.getInt()).isEqualTo(rotated + 0xa282ead8);
    return data;
  }
}
