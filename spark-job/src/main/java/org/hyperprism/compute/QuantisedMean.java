package org.hyperprism.compute;

import org.hyperprism.math.LatticeQuantiser;

/** The linear mean of vectors that passed a lattice quantiser, in float64, rounded once. */
public final class QuantisedMean {

  private QuantisedMean() {}

  /**
   * result = sum_j a_j Q(w_j), for the parameters {@code [from, to)} of each vector, each decoded
   * near the reference.
   *
   * @param reference a vector of the receiver's own from {@code referenceOffset} on; may be the
   *     result
   * @return how many numbers were misread, as the reference was too far from them
   */
  public static int compute(
      WeightedVectors neighbourhood,
      int from,
      int to,
      LatticeQuantiser quantiser,
      float[] reference,
      int referenceOffset,
      float[] result,
      int resultOffset) {
    int misread = 0;
    for (int k = from; k < to; k++) {
      double near = reference[referenceOffset + k];
      double sum = 0;
      for (int j = 0; j < neighbourhood.size(); j++) {
        double sent = neighbourhood.array(j)[neighbourhood.offset(j) + k];
        double read = quantiser.decode(quantiser.encode(sent), near);
        misread += Math.abs(read - sent) > quantiser.step() ? 1 : 0;
        sum += neighbourhood.weight(j) * read;
      }
      result[resultOffset + k] = (float) sum;
    }
    return misread;
  }
}
