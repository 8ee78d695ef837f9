package org.hyperprism.method.hyperprism.hypernetwork;

import java.io.Serializable;
import java.util.List;

/**
 * The sizes and choices of a hypernetwork, without its scalars.
 *
 * @param embedding length of the embedding, >= 1
 * @param hidden units of each hidden layer, >= 1
 * @param heads exponents that come out, >= 1
 * @param candidates exponents to choose from, each >= 1, ascending
 * @param selection how the probabilities become an exponent
 */
public record HypernetworkShape(
    int embedding, int hidden, int heads, List<Double> candidates, ExponentSelection selection)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  public HypernetworkShape {
    candidates = List.copyOf(candidates);
  }

  /** A hypernetwork of this shape, with scratch scalars of its own. */
  public Hypernetwork create() {
    double[] exponents = candidates.stream().mapToDouble(Double::doubleValue).toArray();
    return new Hypernetwork(embedding, hidden, heads, exponents, selection);
  }
}
