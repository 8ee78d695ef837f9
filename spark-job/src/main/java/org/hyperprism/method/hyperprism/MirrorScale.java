package org.hyperprism.method.hyperprism;

import java.io.Serializable;
import org.hyperprism.math.MirrorMap;
import org.hyperprism.method.DeviceVectors;
import org.hyperprism.method.Vector;
import org.hyperprism.model.ModelPart;
import org.hyperprism.model.ParameterLayout.Range;

/** What a gradient is multiplied by before it is subtracted in the mirror space. */
public sealed interface MirrorScale extends Serializable {

  /**
   * The factor for the parameters of one range.
   *
   * @param device whose step it is
   * @param weights vector that the step begins at
   * @param map the mirror map of the range
   * @param meanExponent p of the device, averaged over the parts that the model has
   */
  double of(DeviceVectors device, Range range, Vector weights, MirrorMap map, double meanExponent);

  /**
   * The same factor always.
   *
   * @param factor > 0; 1 is HyperPrism eq. 6
   */
  record Constant(double factor) implements MirrorScale {
    private static final long serialVersionUID = 1L;

    public Constant {
      if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("a factor is > 0, not " + factor);
      }
    }

    @Override
    public double of(
        DeviceVectors device, Range range, Vector weights, MirrorMap map, double meanExponent) {
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
    public double of(
        DeviceVectors device, Range range, Vector weights, MirrorMap map, double meanExponent) {
      return range.part() != ModelPart.DECISION || map.p() == 1
          ? 1
          : StrictMath.pow(10, -meanExponent);
    }
  }

  /**
   * The mirror map's slope psi'(r) at the root mean square r of a layer's weights and biases: a
   * weight of that size moves by learningRate times gradient, as in the space of the weights,
   * whatever the scale of the layer.
   */
  record Layer() implements MirrorScale {
    private static final long serialVersionUID = 1L;

    @Override
    public double of(
        DeviceVectors device, Range range, Vector weights, MirrorMap map, double meanExponent) {
      return map.slope(device.norm(range, weights) / Math.sqrt(range.length()));
    }
  }
}
