package org.hyperprism.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hyperprism.method.ExampleMethods.adomPlus;
import static org.hyperprism.method.SmallQuadratics.CHANGING;
import static org.hyperprism.method.SmallQuadratics.DEVICES;
import static org.hyperprism.method.SmallQuadratics.START;
import static org.hyperprism.method.SmallQuadratics.assertNear;
import static org.hyperprism.method.SmallQuadratics.gradients;
import static org.hyperprism.method.SmallQuadratics.laplacian;
import static org.hyperprism.method.SmallQuadratics.loss;
import static org.hyperprism.method.SmallQuadratics.models;
import static org.hyperprism.method.SmallQuadratics.network;

import java.util.Arrays;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.hyperprism.method.baseline.AcceleratedProblem;
import org.hyperprism.topology.MixingRule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ADOM+ against its paper's algorithm and theorem, with L and mu that are not 1. */
class AdomPlusTest {

  private static final double RATE = 0.1;
  private static final double KAPPA = 4;

  /** The bound of 1/chi keeps the constants of all rounds the same. */
  @ParameterizedTest
  @CsvSource({"LAPLACIAN, 0.15", "METROPOLIS, 0.15", "LAZY_METROPOLIS, 0.4"})
  void theRoundsOfTheAlgorithm(MixingRule rule, double inverseOfChi) {
    Method method = adomPlus(RATE, new AcceleratedProblem(KAPPA, 1e-3, inverseOfChi));
    Float64Network network = network(method, CHANGING).weighted(rule);
    double chi = 1 / inverseOfChi;
    double smoothness = 1 / RATE;
    double mu = smoothness / KAPPA;
    double tau2 = Math.sqrt(mu / smoothness);
    double tau1 = 1 / (1 / tau2 + 0.5);
    double eta = 1 / (smoothness * tau2);
    double alpha = mu / 2;
    double nu = mu / 2;
    double beta = 1 / (2 * smoothness);
    double sigma2 = Math.sqrt(mu) / (16 * chi * Math.sqrt(smoothness));
    double sigma1 = 1 / (1 / sigma2 + 0.5);
    double theta = nu / (4 * sigma2);
    double gamma = nu / (14 * sigma2 * chi * chi);
    double delta = 1 / (17 * smoothness);
    double zeta = 0.5;
    RealMatrix inverse =
        MatrixUtils.inverse(
            MatrixUtils.createRealMatrix(
                new double[][] {{1 + eta * alpha, -eta}, {theta, 1 + theta * beta}}));

    RealMatrix x = START;
    RealMatrix xF = START;
    RealMatrix y = START.scalarMultiply(-nu);
    RealMatrix yF = y;
    RealMatrix z = START.scalarMultiply(0);
    RealMatrix zF = z;
    RealMatrix m = z;
    for (int round = 1; round <= 15; round++) {
      network.rounds(1);
      RealMatrix w = laplacian(network);
      double largest =
          Arrays.stream(new EigenDecomposition(w).getRealEigenvalues()).max().orElseThrow();
      w = w.scalarMultiply(1 / largest);

      RealMatrix xG = between(tau1, x, xF);
      RealMatrix yG = between(sigma1, y, yF);
      RealMatrix zG = between(sigma1, z, zF);
      RealMatrix sum = yG.add(zG);
      RealMatrix h = gradients(xG).subtract(xG.scalarMultiply(nu));
      // x' = x + eta alpha (x_g - x') - eta (h - y')
      // y' = y + theta beta (h - y') - theta ((y_g + z_g) / nu + x')
      RealMatrix right1 = x.add(xG.scalarMultiply(eta * alpha)).subtract(h.scalarMultiply(eta));
      RealMatrix right2 =
          y.add(h.scalarMultiply(theta * beta)).subtract(sum.scalarMultiply(theta / nu));
      RealMatrix nextX = rowOf(inverse, 0, right1, right2);
      RealMatrix nextY = rowOf(inverse, 1, right1, right2);
      for (int device = 0; device < DEVICES; device++) {
        LocalReport report = network.report(device);
        assertThat(report.loss()).isCloseTo(loss(device, xG.getRow(device)), within(1e-10));
        double moved = nextX.subtract(x).getRowVector(device).getNorm();
        double gradient = gradients(xG).getRowVector(device).getNorm();
        assertThat(report.effectiveStep()).isCloseTo(moved / gradient, within(1e-10));
      }
      xF = xG.add(nextX.subtract(x).scalarMultiply(tau2));
      yF = yG.add(nextY.subtract(y).scalarMultiply(sigma2));
      x = nextX;
      y = nextY;
      RealMatrix q = sum.scalarMultiply(gamma / nu).add(m);
      z = z.add(zG.subtract(z).scalarMultiply(gamma * delta)).subtract(w.multiply(q));
      m = q.subtract(w.multiply(q));
      zF = zG.subtract(w.multiply(sum).scalarMultiply(zeta));
      assertNear(models(network), x, 1e-11);
    }
  }

  /** The point that lies this share of the way from {@code averaged} to {@code sequence}. */
  private static RealMatrix between(double share, RealMatrix sequence, RealMatrix averaged) {
    return sequence.scalarMultiply(share).add(averaged.scalarMultiply(1 - share));
  }

  private static RealMatrix rowOf(RealMatrix inverse, int row, RealMatrix first, RealMatrix other) {
    return first
        .scalarMultiply(inverse.getEntry(row, 0))
        .add(other.scalarMultiply(inverse.getEntry(row, 1)));
  }
}
