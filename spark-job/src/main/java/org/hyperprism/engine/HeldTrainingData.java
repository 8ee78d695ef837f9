package org.hyperprism.engine;

import java.util.ArrayList;
import java.util.List;
import org.hyperprism.dataset.Samples;
import org.hyperprism.partition.Assignment;

/**
 * A training set in memory, and who holds which of its samples.
 *
 * @param meanWeight what weights are divided by; 0 divides those of each device by their own mean,
 *     so that its loss is the weighted mean over its samples
 */
record HeldTrainingData(Samples samples, Assignment assignment, double meanWeight)
    implements TrainingData {

  private static final long serialVersionUID = 1L;

  @Override
  public int devices() {
    return assignment.devices();
  }

  @Override
  public List<Samples> shards(int first, int end) {
    List<Samples> shards = new ArrayList<>();
    for (int device = first; device < end; device++) {
      Samples own = samples.select(assignment.samplesOf(device));
      shards.add(own.isWeighted() ? SampleWeights.relative(own, meanWeight) : own);
    }
    return shards;
  }

  @Override
  public boolean isWeighted() {
    return samples.isWeighted();
  }

  @Override
  public Samples together() {
    return samples;
  }
}
