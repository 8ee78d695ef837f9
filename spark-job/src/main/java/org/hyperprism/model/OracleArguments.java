package org.hyperprism.model;

import java.util.Objects;
import org.hyperprism.data.Batch;

/** The checks of what a {@link GradientOracle} is handed, the same for every backend. */
public final class OracleArguments {

  private OracleArguments() {}

  /**
   * @throws IllegalArgumentException if no sample fits into a batch
   */
  public static void checkCapacity(int batchCapacity) {
    if (batchCapacity < 1) {
      throw new IllegalArgumentException(
          "an oracle takes batches of at least one sample, not " + batchCapacity);
    }
  }

  /**
   * @throws IndexOutOfBoundsException if the model does not lie within {@code weights}
   * @throws IllegalArgumentException if the batch is none for this model
   */
  public static void check(
      ModelDefinition model, ParameterLayout layout, float[] weights, int offset, Batch batch) {
    Objects.checkFromIndexSize(offset, layout.parameters(), weights.length);
    if (batch.featuresPerSample() != model.features()) {
      throw new IllegalArgumentException(
          "model '%s' takes %d features a sample, but the batch has %d"
              .formatted(model.name(), model.features(), batch.featuresPerSample()));
    }
    for (int i = 0; i < batch.size(); i++) {
      int label = batch.labels()[i];
      if (label < 0 || label >= model.classes()) {
        throw new IllegalArgumentException(
            "model '%s' knows the classes 0 to %d, but sample %d of the batch has class %d"
                .formatted(model.name(), model.classes() - 1, i, label));
      }
    }
  }

  /**
   * @throws IndexOutOfBoundsException if the gradient does not lie within {@code gradient}
   * @throws IllegalArgumentException if the batch is empty or larger than {@code capacity}
   */
  public static void checkGradient(
      ParameterLayout layout, int capacity, Batch batch, float[] gradient, int gradientOffset) {
    Objects.checkFromIndexSize(gradientOffset, layout.parameters(), gradient.length);
    checkBatch(capacity, batch);
  }

  /**
   * @throws IllegalArgumentException if the batch is empty or larger than {@code capacity}
   */
  public static void checkBatch(int capacity, Batch batch) {
    if (batch.size() < 1 || batch.size() > capacity) {
      throw new IllegalArgumentException(
          "a gradient needs 1 to %d samples, but the batch holds %d"
              .formatted(capacity, batch.size()));
    }
  }
}
