package org.hyperprism.experiment;

import java.io.Serializable;
import org.hyperprism.dataset.Dataset;
import org.hyperprism.partition.table.PartitionedDataset;
import org.jspecify.annotations.Nullable;

/**
 * What {@code data.path} or {@code data.name} stands for.
 *
 * @param dataset all samples
 * @param stored their division over the devices, if it was stored with them
 */
record SourceData(Dataset dataset, @Nullable PartitionedDataset stored) implements Serializable {
  private static final long serialVersionUID = 1L;
}
