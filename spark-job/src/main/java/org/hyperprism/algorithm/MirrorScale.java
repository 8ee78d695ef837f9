package org.hyperprism.algorithm;

import java.io.Serializable;
import org.hyperprism.model.ModelPart;

/** What a gradient is multiplied by before it is subtracted in the mirror space. */
public sealed interface MirrorScale extends Serializable {

  /**
   * The factor for a part.
   *
   * @param exponents p of the device for each part, by {@link ModelPart#ordinal()}; 0 for a part
   *     that the model does not have
   */
  double of(ModelPart part, double[] exponents);

  /**
   * The same factor always.
   *
   * @param factor > 0; 1 is HyperPrism eq. 6
   */
  record Constant(double factor) implements MirrorScale {
    private static final long serialVersionUID = 1L;

    @Override
    public double of(ModelPart part, double[] exponents) {
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
    public double of(ModelPart part, double[] exponents) {
      if (part != ModelPart.DECISION || exponents[part.ordinal()] == 1) {
        return 1;
      }
      double sum = 0;
      int parts = 0;
      for (ModelPart each : ModelPart.values()) {
        if (exponents[each.ordinal()] > 0) {
          sum += exponents[each.ordinal()];
          parts++;
        }
      }
      return StrictMath.pow(10, -sum / parts);
    }
  }
}
