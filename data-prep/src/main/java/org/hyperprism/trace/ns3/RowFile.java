package org.hyperprism.trace.ns3;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.hyperprism.failure.EnvironmentException;
import org.hyperprism.failure.FileFailure;

/** The rows of a simulation in a file of their own, found by round. */
final class RowFile implements AutoCloseable {

  private final Path file;
  private final BufferedWriter writer;

  /** Where each round begins in the file, by round; the last is where the last round ends. */
  private final long[] begins;

  private int round = 1;
  private long length;

  RowFile(Path file, int rounds) throws IOException {
    this.file = file;
    begins = new long[rounds + 2];
    writer = Files.newBufferedWriter(file, StandardCharsets.US_ASCII);
  }

  /** Appends a row of a round that is not before the last one's. */
  void append(int rowRound, String line) {
    try {
      writer.write(line);
      writer.write('\n');
    } catch (IOException e) {
      throw unwritable(e);
    }
    Arrays.fill(begins, round + 1, rowRound + 1, length);
    round = rowRound;
    length += line.length() + 1;
  }

  /** Says that all rows have been appended. */
  @Override
  public void close() {
    Arrays.fill(begins, round + 1, begins.length, length);
    try {
      writer.close();
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** The rows of a round, in their order; only after {@link #close}. */
  List<String> rows(int wanted) {
    byte[] bytes = new byte[Math.toIntExact(begins[wanted + 1] - begins[wanted])];
    try (RandomAccessFile stored = new RandomAccessFile(file.toFile(), "r")) {
      stored.seek(begins[wanted]);
      stored.readFully(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new String(bytes, StandardCharsets.US_ASCII).lines().toList();
  }

  private EnvironmentException unwritable(IOException failure) {
    return new EnvironmentException(
        String.format(
            "cannot write the simulation's rows to %s (%s); make room there, or set"
                + " -Djava.io.tmpdir to a roomier folder",
            file, FileFailure.reason(failure)),
        failure);
  }
}
