package org.hyperprism.compute;

import org.hyperprism.math.LatticeQuantiser;

/** The linear mean of vectors that passed a lattice quantiser, in float64, rounded once. */
public final class QuantisedMean {

  private QuantisedMean() {}

  /**
   * result = sum_j a_j Q(w_j), for the parameters {@code [from, to)} of each vector, each decoded
   * near the reference.
   *
   * @param reference the receiver's own vector from {@code referenceOffset} on; may be the result
   */
  public static void compute(
      WeightedVectors neighbourhood,
      int from,
      int to,
      LatticeQuantiser quantiser,
      float[] reference,
      int referenceOffset,
      float[] result,
      int resultOffset) {
    for (int k = from; k < to; k++) {
      double near = reference[referenceOffset + k];
      double sum = 0;
      for (int j = 0; j < neighbourhood.size(); j++) {
        int code = quantiser.encode(neighbourhood.array(j)[neighbourhood.offset(j) + k]);
        sum += neighbourhood.weight(j) * quantiser.decode(code, near);
      }
      result[resultOffset + k] = (float) sum;
    }
  }
}
