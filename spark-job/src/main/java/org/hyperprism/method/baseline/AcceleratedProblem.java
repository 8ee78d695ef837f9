package org.hyperprism.method.baseline;

import java.io.Serializable;
import org.hyperprism.setting.Setting;
import org.hyperprism.topology.RoundTopology;
import org.hyperprism.topology.Spectrum;

/**
 * The settings of ADOM and of ADOM+, which take their constants from the same problem: L and mu of
 * the devices' losses, where 1/L is the learning rate, and the condition number chi of the gossip
 * matrix W, which is I - A over its largest eigenvalue, with the mixing weights A that are used
 * (the Laplacian over its largest one, unless links.weights says otherwise): its eigenvalues are 0
 * or in [1/chi, 1].
 *
 * @param kappa L/mu, >= 1
 * @param lambdaFloor 1/chi counts as this at least, in (0, 1]: rounds whose graph hardly connects
 *     would otherwise stop the method
 * @param lambdaBound 1/chi of all rounds, as the theorems have it, in (0, 1]; 0 takes each round's
 *     own ({@link RoundTopology#gossipRatio})
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
                "Floor of the smallest non-zero eigenvalue of a round's Laplacian (or I - A with the"
                    + " weights of links.weights) over its largest, from which the step sizes follow.")
        double lambdaFloor,
    @Setting(
            defaultValue = "0",
            range = "0 to 1",
            documentation =
                "One bound of that ratio for all rounds, from which the step sizes then follow as the"
                    + " theorem has it; 0 takes each round's own, and where links leave devices apart"
                    + " no more than that of the mean over all ways to number the devices.")
        double lambdaBound)
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
  double smallestEigenvalue(RoundTopology round) {
    return lambdaBound > 0 ? lambdaBound : Math.max(lambdaFloor, round.gossipRatio());
  }

  /** What scales a gossip matrix to the largest eigenvalue 1; without links it is 0 anyhow. */
  static double scale(Spectrum gossip) {
    return gossip.largest() == 0 ? 1 : 1 / gossip.largest();
  }
}
