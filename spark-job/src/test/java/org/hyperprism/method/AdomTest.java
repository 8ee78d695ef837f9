package org.hyperprism.method;

import static org.hyperprism.method.ExampleMethods.adom;
import static org.hyperprism.method.SmallQuadratics.CHANGING;
import static org.hyperprism.method.SmallQuadratics.DEVICES;
import static org.hyperprism.method.SmallQuadratics.PARAMETERS;
import static org.hyperprism.method.SmallQuadratics.START;
import static org.hyperprism.method.SmallQuadratics.assertNear;
import static org.hyperprism.method.SmallQuadratics.gradients;
import static org.hyperprism.method.SmallQuadratics.laplacian;
import static org.hyperprism.method.SmallQuadratics.models;
import static org.hyperprism.method.SmallQuadratics.network;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.hyperprism.method.baseline.AcceleratedProblem;
import org.hyperprism.topology.MixingRule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ADOM against its paper's equations, with the constants from the weights that are used. */
class AdomTest {

  private static final double ETA = 0.1;
  private static final double KAPPA = 4;

  /** A bound of 0 takes the ratio of each round's own eigenvalues. */
  @ParameterizedTest
  @CsvSource({
    "LAPLACIAN, 0",
    "LAPLACIAN, 0.15",
    "METROPOLIS, 0",
    "METROPOLIS, 0.15",
    "LAZY_METROPOLIS, 0",
    "MAX_DEGREE, 0",
  })
  void theRoundsOfTheEquations(MixingRule rule, double bound) {
    Method method = adom(ETA, new AcceleratedProblem(KAPPA, 1e-3, bound), 1);
    Float64Network network = network(method, CHANGING).weighted(rule);
    double smoothness = 1 / ETA;
    double convexity = smoothness / KAPPA;
    RealMatrix x = START;
    RealMatrix z = new Array2DRowRealMatrix(DEVICES, PARAMETERS);
    RealMatrix zF = z;
    RealMatrix m = z;
    for (int round = 1; round <= 15; round++) {
      network.rounds(1);
      RealMatrix w = laplacian(network);
      double[] eigenvalues = new EigenDecomposition(w).getRealEigenvalues();
      double most = Arrays.stream(eigenvalues).max().orElseThrow();
      double least = Arrays.stream(eigenvalues).filter(value -> value > 1e-9).min().orElseThrow();
      boolean apart = Arrays.stream(eigenvalues).filter(value -> value < 1e-9).count() > 1;
      double ofTheMean = w.getTrace() / ((DEVICES - 1) * most);
      double own = apart ? Math.min(least / most, ofTheMean) : least / most;
      double ratio = bound > 0 ? bound : own;
      double alpha = 1 / (2 * smoothness);
      double eta = 2 * ratio * Math.sqrt(convexity * smoothness) / 7;
      double theta = convexity / most;
      double sigma = 1 / most;
      double tau = ratio / 7 * Math.sqrt(convexity / smoothness);

      RealMatrix zG = z.scalarMultiply(tau).add(zF.scalarMultiply(1 - tau));
      x = x.subtract(gradients(x).subtract(zG).scalarMultiply(ETA));
      RealMatrix corrected = m.subtract(x.scalarMultiply(eta));
      RealMatrix delta = w.multiply(corrected).scalarMultiply(sigma);
      m = corrected.subtract(delta);
      z = z.add(zG.subtract(z).scalarMultiply(eta * alpha)).add(delta);
      zF = zG.subtract(w.multiply(x).scalarMultiply(theta));
      assertNear(models(network), x, 1e-12);
    }
  }
}
