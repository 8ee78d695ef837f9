package org.hyperprism.method.hyperprism.hypernetwork;

import org.hyperprism.math.BinaryExponential;

/**
 * From logits to an exponent: pi = softmax(logits), p = sum_k pi_k c_k, dp/dlogit_k = pi_k (c_k -
 * p).
 */
final class CandidateSoftmax {

  private static final double BINARY_LOGARITHM_OF_E = 1.4426950408889634;

  private final double[] candidates;
  private final double[] probabilities;

  CandidateSoftmax(double[] candidates) {
    this.candidates = candidates.clone();
    this.probabilities = new double[candidates.length];
  }

  /** The exponent; within the candidates whatever the logits. */
  double exponent(double[] logits, ExponentSelection selection) {
    return switch (selection) {
      case EXPECTATION -> expectation(logits);
      case HARD -> candidates[likeliest(logits)];
    };
  }

  /** Fills {@code derivative} with d expectation / d logit. */
  void derivative(double[] logits, double[] derivative) {
    double expectation = expectation(logits);
    for (int k = 0; k < candidates.length; k++) {
      derivative[k] = probabilities[k] * (candidates[k] - expectation);
    }
  }

  private double expectation(double[] logits) {
    double shift = logits[largest(logits)];
    double total = 0;
    for (int k = 0; k < candidates.length; k++) {
      probabilities[k] = BinaryExponential.of((logits[k] - shift) * BINARY_LOGARITHM_OF_E);
      total += probabilities[k];
    }
    double expectation = 0;
    for (int k = 0; k < candidates.length; k++) {
      probabilities[k] /= total;
      expectation += probabilities[k] * candidates[k];
    }
    // Rounding may step over the ends.
    return Math.max(candidates[0], Math.min(candidates[candidates.length - 1], expectation));
  }

  /** Of equally likely candidates the one nearest to the expectation, the smaller of two. */
  private int likeliest(double[] logits) {
    double expectation = expectation(logits);
    int likeliest = largest(logits);
    for (int k = 0; k < logits.length; k++) {
      if (logits[k] == logits[likeliest]
          && Math.abs(candidates[k] - expectation)
              < Math.abs(candidates[likeliest] - expectation)) {
        likeliest = k;
      }
    }
    return likeliest;
  }

  private static int largest(double[] logits) {
    int largest = 0;
    for (int k = 1; k < logits.length; k++) {
      if (logits[k] > logits[largest]) {
        largest = k;
      }
    }
    return largest;
  }
}
