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
    return device -> model;
  }
}
