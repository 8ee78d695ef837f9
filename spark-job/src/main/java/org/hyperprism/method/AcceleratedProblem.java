package org.hyperprism.method;

import java.io.Serializable;
import org.hyperprism.setting.Setting;
import org.hyperprism.topology.Spectrum;

/**
 * The settings of ADOM and of ADOM+, which take their constants from the same problem: L and mu of
 * the devices' losses, where 1/L is the learning rate, and the condition number chi of the round's
 * gossip matrix W = Laplacian / lambda_max, whose eigenvalues are 0 or in [1/chi, 1].
 *
 * @param kappa L/mu, >= 1
 * @param lambdaFloor 1/chi counts as this at least, in (0, 1]: rounds whose graph hardly connects
 *     would otherwise stop the method
 */
public record AcceleratedProblem(
    @Setting(
            defaultValue = "10",
            range = ">= 1",
            documentation = "Condition number that the acceleration is set for.")
        double kappa,
    @Setting(
            defaultValue = "0.001",
            range = "1e-9 to 1",
            documentation =
                "Floor of the smallest non-zero eigenvalue of a round's Laplacian over its largest,"
                    + " from which the step sizes follow.")
        double lambdaFloor)
    implements Serializable {

  /** L. */
  static double smoothness(double learningRate) {
    return 1 / learningRate;
  }

  /** mu. */
  double strongConvexity(double learningRate) {
    return smoothness(learningRate) / kappa;
  }

  /** Smallest non-zero eigenvalue 1/chi of W. */
  double smallestEigenvalue(Spectrum laplacian) {
    return Math.max(lambdaFloor, laplacian.ratio());
  }
}
