package org.hyperprism.experiment.input;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hyperprism.dataset.Samples;
import org.hyperprism.engine.TrainingData;
import org.hyperprism.partition.table.PartitionedStore;

/**
 * Training samples that stay where they are stored until the task of their device reads them.
 *
 * @param store all samples
 * @param without those that no device trains with, ascending
 */
record StoredTrainingData(PartitionedStore store, int[] without) implements TrainingData {

  private static final long serialVersionUID = 1L;

  @Override
  public int devices() {
    return store.devices();
  }

  @Override
  public List<Samples> shards(int first, int end) {
    return store.ofDevices(first, end, without);
  }

  @Override
  public Samples together() {
    return store
        .choose(
            IntStream.range(0, store.trainSamples())
                .filter(sample -> Arrays.binarySearch(without, sample) < 0)
                .toArray())
        .samples();
  }
}
