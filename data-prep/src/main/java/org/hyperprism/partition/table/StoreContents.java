package org.hyperprism.partition.table;

import java.io.Serializable;
import java.util.zip.CRC32;
import org.hyperprism.dataset.Crc32Combination;
import org.hyperprism.dataset.Samples;
import org.hyperprism.partition.PartitionSummary;

/** What a {@link PartitionedStore} holds, without the samples. */
public final class StoreContents implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Metadata metadata;
  private final StoreScan scan;

  StoreContents(Metadata metadata, StoreScan scan) {
    this.metadata = metadata;
    this.scan = scan;
  }

  /** Who holds how many samples of which class. */
  public PartitionSummary summary() {
    return new PartitionSummary(scan.counts());
  }

  /**
   * CRC-32 of the training samples and the test samples, as {@link Samples#addTo} adds them, and of
   * who holds what, as {@link org.hyperprism.partition.Assignment#addTo} does.
   *
   * @param test the test samples
   */
  public long checksum(Samples test) {
    Samples none =
        Samples.ofEncoded(
            metadata.shape(), metadata.classes(), metadata.featureType(), new byte[0], new int[0]);
    long all = crc(none); // what stands before the labels
    all = Crc32Combination.combine(all, scan.labels(), 4L * metadata.trainSamples());
    all =
        Crc32Combination.combine(
            all, scan.features(), (long) metadata.trainSamples() * metadata.sampleBytes());
    all = Crc32Combination.combine(all, crc(test), length(test));
    return Crc32Combination.combine(all, scan.holdings(), scan.holdingsLength());
  }

  private static long crc(Samples samples) {
    CRC32 crc = new CRC32();
    samples.addTo(crc);
    return crc.getValue();
  }

  private long length(Samples samples) {
    return Samples.CHECKED_NUMBERS * (long) Integer.BYTES
        + (long) samples.count() * (Integer.BYTES + metadata.sampleBytes());
  }
}
