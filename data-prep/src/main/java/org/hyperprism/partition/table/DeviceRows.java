package org.hyperprism.partition.table;

import java.util.Arrays;
import org.hyperprism.dataset.Samples;
import org.hyperprism.failure.DataException;

/** The samples of one device while they are read, in any order. */
final class DeviceRows {

  private final Metadata metadata;
  private int count;
  private int[] samples = new int[0];
  private int[] labels = new int[0];
  private byte[] features = new byte[0];

  DeviceRows(Metadata metadata) {
    this.metadata = metadata;
  }

  void add(StoredSample row) {
    int length = metadata.sampleBytes();
    if (count == samples.length) {
      long more = Math.max(8L, count + count / 2);
      int capacity = (int) Math.min(more, (Integer.MAX_VALUE - 8) / Math.max(1, length));
      if (capacity <= count) {
        throw new DataException(
            "device %d has more than %d samples of %d bytes, which one array cannot hold; spread the data over more devices"
                .formatted(row.device, count, length));
      }
      samples = Arrays.copyOf(samples, capacity);
      labels = Arrays.copyOf(labels, capacity);
      features = Arrays.copyOf(features, capacity * length);
    }
    samples[count] = row.sample;
    labels[count] = row.label;
    System.arraycopy(row.features, 0, features, count * length, length);
    count++;
  }

  /** All of them in ascending order of their numbers. */
  Samples toSamples() {
    int length = metadata.sampleBytes();
    long[] order = new long[count]; // sample, then place
    boolean ascending = true;
    for (int place = 0; place < count; place++) {
      order[place] = (long) samples[place] << 32 | place;
      ascending &= place == 0 || samples[place] > samples[place - 1];
    }
    if (ascending) {
      return samples(Arrays.copyOf(features, count * length), Arrays.copyOf(labels, count));
    }
    Arrays.sort(order);
    byte[] sortedFeatures = new byte[count * length];
    int[] sortedLabels = new int[count];
    for (int i = 0; i < count; i++) {
      int place = (int) order[i];
      sortedLabels[i] = labels[place];
      System.arraycopy(features, place * length, sortedFeatures, i * length, length);
    }
    return samples(sortedFeatures, sortedLabels);
  }

  private Samples samples(byte[] encoded, int[] ofThem) {
    return Samples.ofEncoded(
        metadata.shape(), metadata.classes(), metadata.featureType(), encoded, ofThem);
  }
}
