package org.hyperprism.topology.statistics;

import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.RoundTopology;

/**
 * How far mixing over some rounds brings the devices together: the largest singular value sigma of
 * the product W_T ... W_1 of their mixing matrices on the vectors of mean 0, that is the second
 * largest of the product. It is between 0 and 1; 1 - sigma is the product's spectral gap.
 *
 * <p>Sigma of many rounds is far below what float64 resolves beside 1, so the vectors are brought
 * back to mean 0 and to length 1 after each round, and the logarithms of their lengths add up.
 */
final class MixingProduct {

  /** Up to this many devices the whole product is computed. */
  private static final int DENSE_DEVICES = 200;

  /** What is left of a length 1 when rounding alone is left. */
  private static final double NOTHING_LEFT = 1e-13;

  private static final int MOST_ITERATIONS = 200;

  /** Relative change of sigma between two iterations at which it counts as found. */
  private static final double FOUND = 1e-7;

  private MixingProduct() {}

  /** Natural logarithm of sigma; minus infinity if it is 0. */
  static double logarithm(List<RoundTopology> rounds) {
    int devices = rounds.get(0).graph().devices();
    if (devices < 2) {
      return Double.NEGATIVE_INFINITY;
    }
    return devices <= DENSE_DEVICES ? dense(rounds) : iterated(rounds);
  }

  /** Whether sigma of so many devices is approached from below. */
  static boolean isLowerBound(int devices) {
    return devices > DENSE_DEVICES;
  }

  /** By the product as a matrix and its singular values. */
  static double dense(List<RoundTopology> rounds) {
    int devices = rounds.get(0).graph().devices();
    double[][] product = new double[devices][devices]; // a row for each device
    for (int device = 0; device < devices; device++) {
      product[device][device] = 1;
    }
    removeMeans(product);
    double logarithm = 0;
    for (RoundTopology round : rounds) {
      product = mixed(round, product);
      removeMeans(product);
      double length = scaleToOne(product);
      if (length < NOTHING_LEFT) {
        return Double.NEGATIVE_INFINITY;
      }
      logarithm += StrictMath.log(length);
    }
    double largest =
        new SingularValueDecomposition(new Array2DRowRealMatrix(product, false)).getNorm();
    return logarithm + StrictMath.log(largest);
  }

  /**
   * By power iterations on the product's square, which needs vectors only. Finds sigma from below,
   * to a share of about 1e-6 unless two singular values nearly coincide.
   */
  static double iterated(List<RoundTopology> rounds) {
    double[][] vector = start(rounds.get(0).graph().devices());
    double logarithm = Double.NEGATIVE_INFINITY;
    for (int iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
      double before = logarithm;
      logarithm = 0;
      for (int round = 0; round < rounds.size(); round++) {
        vector = mixed(rounds.get(round), vector);
        logarithm += shorten(vector);
      }
      if (logarithm == Double.NEGATIVE_INFINITY || Math.abs(logarithm - before) <= FOUND) {
        return logarithm;
      }
      // The matrices are symmetric: their product in reverse order is the transpose.
      for (int round = rounds.size() - 1; round >= 0; round--) {
        vector = mixed(rounds.get(round), vector);
        if (shorten(vector) == Double.NEGATIVE_INFINITY) {
          return logarithm;
        }
      }
    }
    return logarithm;
  }

  private static double shorten(double[][] vector) {
    removeMeans(vector);
    double length = scaleToOne(vector);
    return length < NOTHING_LEFT ? Double.NEGATIVE_INFINITY : StrictMath.log(length);
  }

  /** A fixed column of mean 0 and length 1 without regularity. */
  private static double[][] start(int devices) {
    UniformRandomProvider random = new RandomStreams(0).stream(Purpose.LINKS);
    double[][] vector = new double[devices][1];
    for (double[] entry : vector) {
      entry[0] = random.nextDouble() - 0.5;
    }
    removeMeans(vector);
    scaleToOne(vector);
    return vector;
  }

  /** W times columns; row i of the result is a_ii times row i and a_ij times the neighbours'. */
  private static double[][] mixed(RoundTopology round, double[][] columns) {
    Graph graph = round.graph();
    int width = columns[0].length;
    double[][] mixed = new double[columns.length][width];
    for (int device = 0; device < columns.length; device++) {
      double[] row = mixed[device];
      double own = 1;
      for (int e = 0; e < graph.degree(device); e++) {
        int neighbour = graph.neighbour(device, e);
        double weight = round.weight(device, neighbour);
        own -= weight;
        add(row, weight, columns[neighbour]);
      }
      add(row, own, columns[device]);
    }
    return mixed;
  }

  private static void add(double[] sum, double weight, double[] row) {
    for (int column = 0; column < sum.length; column++) {
      sum[column] += weight * row[column];
    }
  }

  private static void removeMeans(double[][] columns) {
    double[] mean = new double[columns[0].length];
    for (double[] row : columns) {
      add(mean, 1.0 / columns.length, row);
    }
    for (double[] row : columns) {
      add(row, -1, mean);
    }
  }

  /** Divides by the root of the sum of all squares, and returns it. */
  private static double scaleToOne(double[][] columns) {
    double squares = 0;
    for (double[] row : columns) {
      for (double entry : row) {
        squares += entry * entry;
      }
    }
    double length = Math.sqrt(squares);
    for (double[] row : columns) {
      for (int column = 0; column < row.length; column++) {
        row[column] = length == 0 ? 0 : row[column] / length;
      }
    }
    return length;
  }
}
