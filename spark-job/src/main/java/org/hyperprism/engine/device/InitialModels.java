package org.hyperprism.engine.device;

import java.io.Serializable;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.random.RandomStreams;

/** The models that the devices begin with; asked where a device is. */
@FunctionalInterface
public interface InitialModels extends Serializable {

  /**
   * The model of a device before the first round.
   *
   * @return float32[d], in the order of the architecture; only read
   */
  float[] of(int device);

  /** Whether all devices begin with the same one, and so know each other's. */
  default boolean areAlike() {
    return false;
  }

  /** The same for all devices, drawn by the seed. */
  static InitialModels drawn(ModelDefinition model, RandomStreams random) {
    return common(model.initialParameters(random));
  }

  /**
   * The same for all devices.
   *
   * @param model float32[d]
   */
  static InitialModels common(float[] model) {
    return new Common(model);
  }

  /**
   * One for all devices.
   *
   * @param model float32[d]
   */
  @SuppressWarnings("ArrayRecordComponent") // neither compared nor printed
  record Common(float[] model) implements InitialModels {

    private static final long serialVersionUID = 1L;

    @Override
    public float[] of(int device) {
      return model;
    }

    @Override
    public boolean areAlike() {
      return true;
    }
  }
}
