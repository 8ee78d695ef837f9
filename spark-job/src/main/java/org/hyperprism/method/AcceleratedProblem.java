package org.hyperprism.method;

import java.io.Serializable;
import org.hyperprism.topology.Spectrum;

/**
 * What ADOM and ADOM+ take their constants from: L and mu of the devices' losses, and the condition
 * number chi of the round's gossip matrix W = Laplacian / lambda_max, whose eigenvalues are 0 or in
 * [1/chi, 1].
 *
 * @param learningRate 1/L, > 0
 * @param kappa L/mu, >= 1
 * @param lambdaFloor 1/chi counts as this at least, in (0, 1]: rounds whose graph hardly connects
 *     would otherwise stop the method
 */
public record AcceleratedProblem(double learningRate, double kappa, double lambdaFloor)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  public AcceleratedProblem {
    if (!(learningRate > 0 && kappa >= 1 && lambdaFloor > 0 && lambdaFloor <= 1)) {
      throw new IllegalArgumentException(
          "needs a learning rate > 0, kappa >= 1 and a floor in (0, 1]; got %s, %s and %s"
              .formatted(learningRate, kappa, lambdaFloor));
    }
  }

  /** L. */
  double smoothness() {
    return 1 / learningRate;
  }

  /** mu. */
  double strongConvexity() {
    return smoothness() / kappa;
  }

  /** Smallest non-zero eigenvalue 1/chi of W. */
  double smallestEigenvalue(Spectrum laplacian) {
    return Math.max(lambdaFloor, laplacian.ratio());
  }
}
