package org.hyperprism.method.hyperprism;

import java.io.Serializable;
import java.util.Map;
import java.util.OptionalDouble;
import org.hyperprism.model.ModelPart;

/** What a gradient is multiplied by before it is subtracted in the mirror space. */
sealed interface MirrorScale extends Serializable {

  /** A constant factor; 10^-p if there is none. */
  static MirrorScale of(OptionalDouble factor) {
    return factor.isPresent() ? new Constant(factor.getAsDouble()) : new TenToMinusExponent();
  }

  /**
   * The factor for a part.
   *
   * @param exponents p of the device for each part that the model has
   */
  double of(ModelPart part, Map<ModelPart, Double> exponents);

  /**
   * The same factor always.
   *
   * @param factor > 0; 1 is HyperPrism eq. 6
   */
  record Constant(double factor) implements MirrorScale {
    private static final long serialVersionUID = 1L;

    @Override
    public double of(ModelPart part, Map<ModelPart, Double> exponents) {
      return factor;
    }
  }

  /**
   * 10 to the power of minus the parts' mean exponent for the decision part where p is not 1, and 1
   * elsewhere: keeps steps small where the mirror map would magnify them.
   */
  record TenToMinusExponent() implements MirrorScale {
    private static final long serialVersionUID = 1L;

    @Override
    public double of(ModelPart part, Map<ModelPart, Double> exponents) {
      if (part != ModelPart.DECISION || exponents.getOrDefault(part, 1.0) == 1) {
        return 1;
      }
      double sum = 0;
      int parts = 0;
      for (Map.Entry<ModelPart, Double> each : exponents.entrySet()) {
        if (each.getKey().isTrained()) {
          sum += each.getValue();
          parts++;
        }
      }
      return StrictMath.pow(10, -sum / parts);
    }
  }
}
