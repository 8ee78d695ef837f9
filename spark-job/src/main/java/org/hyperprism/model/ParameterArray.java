package org.hyperprism.model;

import java.io.Serializable;
import java.util.List;

/**
 * One of the arrays that a layer's parameters are, such as its weights. The arrays of a model, each
 * row-major and one behind the other, are its flat parameter vector.
 *
 * @param layer number of the layer, from 0; layers without parameters count
 * @param parameter its name in the layer, Deeplearning4j's: {@code W} for weights, {@code b} for
 *     biases
 * @param shape extents, the one that varies slowest first: [units, inputs] for a fully connected
 *     layer, [channels, input channels, kernel rows, kernel columns] for a convolution
 */
public record ParameterArray(int layer, String parameter, List<Integer> shape)
    implements Serializable {

  /** The name of the weights of a layer of the zoo. */
  public static final String WEIGHTS = "W";

  /** The name of its biases. */
  public static final String BIASES = "b";

  private static final long serialVersionUID = 1L;

  public ParameterArray {
    shape = List.copyOf(shape);
  }

  /** How many numbers it has. */
  public int length() {
    return shape.stream().reduce(1, Math::multiplyExact);
  }
}
