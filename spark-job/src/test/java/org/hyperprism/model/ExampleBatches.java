package org.hyperprism.model;

import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.data.Batch;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;

/** Batches and weights for tests: uniform features, uniform classes. */
public final class ExampleBatches {

  private ExampleBatches() {}

  /** Features in [0, 1), classes spread evenly. */
  public static Batch uniform(ModelDefinition model, int size, long seed) {
    UniformRandomProvider random = new RandomStreams(seed).stream(Purpose.BATCH);
    Batch batch = new Batch(size, model.features());
    for (int i = 0; i < size * model.features(); i++) {
      batch.features()[i] = random.nextFloat();
    }
    for (int i = 0; i < size; i++) {
      batch.labels()[i] = random.nextInt(model.classes());
    }
    batch.resize(size);
    return batch;
  }

  /** The model's start, with every parameter moved a little, so that no bias is 0. */
  public static float[] weights(ModelDefinition model, long seed) {
    float[] weights = model.initialParameters(new RandomStreams(seed));
    UniformRandomProvider random = new RandomStreams(seed).stream(Purpose.EVALUATION);
    for (int i = 0; i < weights.length; i++) {
      weights[i] += 0.05f * (random.nextFloat() - 0.5f);
    }
    return weights;
  }
}
