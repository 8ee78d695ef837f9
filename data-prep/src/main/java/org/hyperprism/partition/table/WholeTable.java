package org.hyperprism.partition.table;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hyperprism.dataset.Samples;
import org.hyperprism.failure.DataException;

/** Samples of a table, whoever holds them, put where their numbers say. */
final class WholeTable {

  private final Metadata metadata;
  private final String table;
  private final int[] numbers;
  private final int[] labels;
  private final int[] devices;
  private final boolean[] found;
  private final byte[] features;

  /**
   * @param table what to call it in messages
   * @param numbers of the samples that are kept, ascending
   */
  WholeTable(Metadata metadata, String table, int[] numbers) {
    this.metadata = metadata;
    this.table = table;
    this.numbers = numbers;
    this.labels = new int[numbers.length];
    this.devices = new int[numbers.length];
    this.found = new boolean[numbers.length];
    long bytes = (long) numbers.length * metadata.sampleBytes();
    if (bytes > Integer.MAX_VALUE - 8) {
      throw new DataException(
          "%s: %d samples of %d bytes do not fit into one array of Java, of 2^31 bytes: leave out evaluate.centralised and data.validation, which gather training samples in one place, or take a smaller data set"
              .formatted(table, numbers.length, metadata.sampleBytes()));
    }
    this.features = new byte[(int) bytes];
  }

  void add(StoredSample row) {
    int place = Arrays.binarySearch(numbers, row.sample);
    if (place < 0) {
      return;
    }
    if (found[place]) {
      throw new DataException(
          "%s holds sample %d twice: write the data set again".formatted(table, row.sample));
    }
    found[place] = true;
    labels[place] = row.label;
    devices[place] = row.device;
    System.arraycopy(
        row.features, 0, features, place * metadata.sampleBytes(), metadata.sampleBytes());
  }

  private void checkAll() {
    IntStream.range(0, found.length)
        .filter(place -> !found[place])
        .findFirst()
        .ifPresent(
            place -> {
              throw new DataException(
                  "%s lacks sample %d: write the data set again".formatted(table, numbers[place]));
            });
  }

  /** All that are kept, in the order of their numbers. */
  Samples samples() {
    checkAll();
    return Samples.ofEncoded(
        metadata.shape(), metadata.classes(), metadata.featureType(), features, labels);
  }

  /** Who holds each. */
  int[] devices() {
    return devices;
  }
}
