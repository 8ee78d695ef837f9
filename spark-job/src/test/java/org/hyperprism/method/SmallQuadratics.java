package org.hyperprism.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.UnaryOperator;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.hyperprism.model.ModelPart;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.RoundTopology;
import org.hyperprism.topology.schedule.RandomDensity;

/**
 * Six devices with f_i(w) = sum_k c_ik (w_k - b_ik)^2 / 2 each, on which a method's rounds are
 * compared with its paper's equations. A matrix has a row for each device.
 */
final class SmallQuadratics {

  static final int DEVICES = 6;
  static final int PARAMETERS = 3;

  /** A new graph of half of the links in every round. */
  static final LinkSchedule CHANGING = new RandomDensity(DEVICES, 0.5, 4);

  /** A ring. */
  static final LinkSchedule RING =
      Float64Network.constant(
          Graph.of(DEVICES, new int[] {0, 1, 2, 3, 4, 0}, new int[] {1, 2, 3, 4, 5, 5}));

  private static final double EXACT = 1e-12;
  private static final RealMatrix CURVATURE = random(1, 0.5, 2);
  private static final RealMatrix OPTIMA = random(2, -3, 3);

  /** Where the devices begin, each elsewhere. */
  static final RealMatrix START = random(3, -1, 1);

  private SmallQuadratics() {}

  private static RealMatrix random(int seed, double from, double to) {
    Random random = new Random(seed);
    double[][] rows = new double[DEVICES][];
    for (int i = 0; i < DEVICES; i++) {
      rows[i] = random.doubles(PARAMETERS, from, to).toArray();
    }
    return new Array2DRowRealMatrix(rows, false);
  }

  /** The models that minimise the sum of all losses, one parameter a column. */
  static RealMatrix optimum() {
    RealMatrix optimum = new Array2DRowRealMatrix(DEVICES, PARAMETERS);
    for (int k = 0; k < PARAMETERS; k++) {
      double curvatures = 0;
      double pulls = 0;
      for (int i = 0; i < DEVICES; i++) {
        curvatures += CURVATURE.getEntry(i, k);
        pulls += CURVATURE.getEntry(i, k) * OPTIMA.getEntry(i, k);
      }
      for (int i = 0; i < DEVICES; i++) {
        optimum.setEntry(i, k, pulls / curvatures);
      }
    }
    return optimum;
  }

  /** Every device's gradient at its own model. */
  static RealMatrix gradients(RealMatrix models) {
    RealMatrix gradients = new Array2DRowRealMatrix(DEVICES, PARAMETERS);
    for (int i = 0; i < DEVICES; i++) {
      for (int k = 0; k < PARAMETERS; k++) {
        double offset = models.getEntry(i, k) - OPTIMA.getEntry(i, k);
        gradients.setEntry(i, k, CURVATURE.getEntry(i, k) * offset);
      }
    }
    return gradients;
  }

  /** A device's loss at a model. */
  static double loss(int device, double[] model) {
    double loss = 0;
    for (int k = 0; k < PARAMETERS; k++) {
      double offset = model[k] - OPTIMA.getEntry(device, k);
      loss += CURVATURE.getEntry(device, k) * offset * offset / 2;
    }
    return loss;
  }

  static Float64Network network(Method method, LinkSchedule links) {
    return network(method, links, ParameterLayout.of(ModelPart.DECISION, PARAMETERS));
  }

  /** The same with other parts of the model. */
  static Float64Network network(Method method, LinkSchedule links, ParameterLayout layout) {
    return new Float64Network(
        method,
        links,
        layout,
        START.getData(),
        (device, weights, gradient) -> {
          for (int k = 0; k < PARAMETERS; k++) {
            double offset = weights[k] - OPTIMA.getEntry(device, k);
            gradient[k] = CURVATURE.getEntry(device, k) * offset;
          }
          return loss(device, weights);
        });
  }

  /** 1 less the mixing matrix of the network's latest round. */
  static RealMatrix laplacian(Float64Network network) {
    return MatrixUtils.createRealIdentityMatrix(DEVICES).subtract(mixing(network.topology()));
  }

  static RealMatrix models(Float64Network network) {
    double[][] rows = new double[DEVICES][];
    for (int i = 0; i < DEVICES; i++) {
      rows[i] = network.vector(i, Method.MODEL);
    }
    return new Array2DRowRealMatrix(rows, false);
  }

  /** A round of a paper's equations. */
  @FunctionalInterface
  interface Recursion {

    /**
     * @param w the models
     * @param mix multiplies by the round's mixing matrix
     * @return the next models
     */
    RealMatrix round(RealMatrix w, UnaryOperator<RealMatrix> mix);
  }

  /** Fails unless the method's models are those of its equations in each of the first rounds. */
  static void assertFollows(Method method, Recursion recursion) {
    assertFollows(network(method, CHANGING), recursion);
  }

  /** The same of a network that has not begun. */
  static void assertFollows(Float64Network network, Recursion recursion) {
    RealMatrix expected = START;
    for (int round = 1; round <= 15; round++) {
      RealMatrix mixing = mixing(network.rounds(1).topology());
      expected = recursion.round(expected, mixing::multiply);
      assertNear(models(network), expected, EXACT);
    }
    assertThat(expected.subtract(START).getFrobeniusNorm()).isGreaterThan(1);
  }

  /** Fails unless all models are those expected. */
  static void assertNear(RealMatrix actual, RealMatrix expected, double tolerance) {
    for (int i = 0; i < DEVICES; i++) {
      assertThat(actual.getRow(i)).containsExactly(expected.getRow(i), within(tolerance));
    }
  }

  /** The mixing matrix of a round. */
  static RealMatrix mixing(RoundTopology topology) {
    Graph graph = topology.graph();
    RealMatrix mixing = MatrixUtils.createRealIdentityMatrix(DEVICES);
    for (int i = 0; i < DEVICES; i++) {
      for (int e = 0; e < graph.degree(i); e++) {
        int j = graph.neighbour(i, e);
        mixing.setEntry(i, j, topology.weight(i, j));
        mixing.addToEntry(i, i, -topology.weight(i, j));
      }
    }
    return mixing;
  }
}
