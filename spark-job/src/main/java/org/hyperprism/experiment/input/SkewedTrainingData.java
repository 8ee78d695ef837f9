package org.hyperprism.experiment.input;

import java.util.List;
import java.util.stream.IntStream;
import org.hyperprism.dataset.Samples;
import org.hyperprism.engine.TrainingData;
import org.hyperprism.shift.FeatureSkew;

/**
 * Training samples as their devices see them.
 *
 * @param plain as they are
 */
record SkewedTrainingData(TrainingData plain, FeatureSkew skew) implements TrainingData {

  private static final long serialVersionUID = 1L;

  @Override
  public int devices() {
    return plain.devices();
  }

  @Override
  public List<Samples> shards(int first, int end) {
    List<Samples> shards = plain.shards(first, end);
    return IntStream.range(0, shards.size())
        .mapToObj(i -> skew.of(shards.get(i), first + i))
        .toList();
  }

  @Override
  public boolean isWeighted() {
    return plain.isWeighted();
  }

  /**
   * @throws UnsupportedOperationException always: there is no one set of samples
   */
  @Override
  public Samples together() {
    throw new UnsupportedOperationException("every device sees its samples in a way of its own");
  }
}
