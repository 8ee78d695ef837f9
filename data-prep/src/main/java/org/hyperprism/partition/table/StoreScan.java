package org.hyperprism.partition.table;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.hyperprism.dataset.Crc32Combination;
import org.hyperprism.random.RandomStreams;

/**
 * What the driver is told of the samples of consecutive devices, in place of the samples.
 *
 * @param counts samples of each device and class, int[devices][classes]
 * @param rows samples of all of them
 * @param numbers sum of a hash of each sample's number: the same of all devices together only if
 *     each sample is there once
 * @param labels what the labels have in the CRC-32 of all labels
 * @param features what the features have in the CRC-32 of all features
 * @param holdings CRC-32 of who holds what, as {@link org.hyperprism.partition.Assignment#addTo}
 *     adds it
 * @param holdingsLength bytes of that
 */
record StoreScan(
    int[][] counts,
    long rows,
    long numbers,
    long labels,
    long features,
    long holdings,
    long holdingsLength)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Of no device. */
  static final StoreScan NOTHING = new StoreScan(new int[0][], 0, 0, 0, 0, 0, 0);

  /** That of these devices and of those behind them. */
  StoreScan plus(StoreScan next) {
    int[][] all = Arrays.copyOf(counts, counts.length + next.counts.length);
    System.arraycopy(next.counts, 0, all, counts.length, next.counts.length);
    return new StoreScan(
        all,
        rows + next.rows,
        numbers + next.numbers,
        labels ^ next.labels,
        features ^ next.features,
        Crc32Combination.combine(holdings, next.holdings, next.holdingsLength),
        holdingsLength + next.holdingsLength);
  }

  /** The sum of the hashes of the samples 0 to count - 1. */
  static long numbers(int count) {
    long sum = 0;
    for (int sample = 0; sample < count; sample++) {
      sum += hash(sample);
    }
    return sum;
  }

  private static long hash(int sample) {
    return RandomStreams.mix(sample + 1L);
  }

  /** Reads the samples of some devices, and keeps none. */
  static final class Reading {

    private final Metadata metadata;
    private final int first;
    private final int[][] counts;
    private final CRC32 crc = new CRC32();
    private final ByteBuffer number = ByteBuffer.allocate(Integer.BYTES);
    private long[] held = new long[64]; // device, then sample
    private int rows;
    private long numbers;
    private long labels;
    private long features;

    /** Of the devices {@code [first, end)}. */
    Reading(Metadata metadata, int first, int end) {
      this.metadata = metadata;
      this.first = first;
      this.counts = new int[end - first][metadata.classes()];
    }

    void add(StoredSample row) {
      if (rows == held.length) {
        held = Arrays.copyOf(held, 2 * rows);
      }
      held[rows++] = (long) (row.device - first) << 32 | row.sample;
      counts[row.device - first][row.label]++;
      numbers += hash(row.sample);
      long behind = metadata.trainSamples() - 1L - row.sample;
      labels ^= Crc32Combination.share(crc(row.label), Integer.BYTES * behind);
      crc.reset();
      crc.update(row.features);
      features ^= Crc32Combination.share(crc.getValue(), metadata.sampleBytes() * behind);
    }

    private long crc(int value) {
      crc.reset();
      crc.update(number.clear().putInt(value).array());
      return crc.getValue();
    }

    StoreScan end() {
      Arrays.sort(held, 0, rows);
      crc.reset();
      int next = 0;
      for (int[] ofDevice : counts) {
        int samples = Arrays.stream(ofDevice).sum();
        crc.update(number.clear().putInt(samples).array());
        for (int i = 0; i < samples; i++) {
          crc.update(number.clear().putInt((int) held[next++]).array());
        }
      }
      return new StoreScan(
          counts,
          rows,
          numbers,
          labels,
          features,
          crc.getValue(),
          Integer.BYTES * (counts.length + (long) rows));
    }
  }
}
