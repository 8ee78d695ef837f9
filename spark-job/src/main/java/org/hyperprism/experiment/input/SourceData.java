package org.hyperprism.experiment.input;

import java.io.Serializable;
import java.util.zip.CRC32;
import org.hyperprism.dataset.Dataset;
import org.hyperprism.partition.table.PartitionedDataset;
import org.jspecify.annotations.Nullable;

/**
 * What {@code data.path} or {@code data.name} stands for.
 *
 * @param dataset all samples
 * @param stored their division over the devices, if it was stored with them
 */
public record SourceData(Dataset dataset, @Nullable PartitionedDataset stored)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** CRC-32 of all samples, and of who holds them if that is stored: eight hexadecimal digits. */
  public String checksum() {
    CRC32 crc = new CRC32();
    dataset.train().addTo(crc);
    dataset.test().addTo(crc);
    if (stored != null) {
      stored.assignment().addTo(crc);
    }
    return "%08x".formatted(crc.getValue());
  }
}
