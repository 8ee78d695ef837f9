package org.hyperprism.engine;

import java.util.ArrayList;
import java.util.List;
import org.hyperprism.dataset.Samples;
import org.hyperprism.partition.Assignment;

/** A training set in memory, and who holds which of its samples. */
record HeldTrainingData(Samples samples, Assignment assignment) implements TrainingData {

  private static final long serialVersionUID = 1L;

  @Override
  public int devices() {
    return assignment.devices();
  }

  @Override
  public List<Samples> shards(int first, int end) {
    List<Samples> shards = new ArrayList<>();
    for (int device = first; device < end; device++) {
      shards.add(samples.select(assignment.samplesOf(device)));
    }
    return shards;
  }

  @Override
  public Samples together() {
    return samples;
  }
}
