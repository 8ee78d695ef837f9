package org.hyperprism.topology;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * The two eigenvalues of a Laplacian that methods depend on: of a graph's own, whose links all
 * count 1, or of I - A, with the mixing weights A of its links.
 *
 * @param largest lambda_max; 0 without links
 * @param smallestPositive the smallest eigenvalue above 0; 0 without links
 * @param isUpperBound whether smallestPositive may be too large, because the iterations ended
 *     before it was found
 */
public record Spectrum(double largest, double smallestPositive, boolean isUpperBound) {

  /** Up to this many devices all eigenvalues are computed; the cost grows with their cube. */
  private static final int DENSE_DEVICES = 200;

  /** Eigenvalues below this share of the largest count as 0. */
  private static final double ZERO = 1e-9;

  /**
   * The spectrum of a graph's Laplacian; of a graph of more than 200 devices by Lanczos iterations.
   * A pure function of the graph.
   */
  public static Spectrum of(Graph graph) {
    return of(graph, (device, neighbour) -> 1);
  }

  /** What a link counts; the same from both ends. */
  @FunctionalInterface
  interface LinkWeight {
    double of(int device, int neighbour);
  }

  /** The same where links count differently. */
  static Spectrum of(Graph graph, LinkWeight weight) {
    if (graph.isDirected()) {
      throw new IllegalArgumentException("the Laplacian's spectrum needs links both ways");
    }
    if (graph.links() == 0) {
      return new Spectrum(0, 0, false);
    }
    return graph.devices() <= DENSE_DEVICES
        ? dense(graph, weight)
        : LaplacianLanczos.spectrum(graph, weight);
  }

  /**
   * Smallest eigenvalue above 0 over the largest, the inverse of the condition number chi of the
   * graph; 0 without links.
   */
  public double ratio() {
    return largest == 0 ? 0 : smallestPositive / largest;
  }

  static Spectrum dense(Graph graph, LinkWeight weight) {
    int devices = graph.devices();
    double[][] laplacian = new double[devices][devices];
    for (int i = 0; i < devices; i++) {
      for (int e = 0; e < graph.degree(i); e++) {
        double counts = weight.of(i, graph.neighbour(i, e));
        laplacian[i][i] += counts;
        laplacian[i][graph.neighbour(i, e)] = -counts;
      }
    }
    double[] eigenvalues =
        new EigenDecomposition(new Array2DRowRealMatrix(laplacian, false)).getRealEigenvalues();
    double largest = 0;
    for (double eigenvalue : eigenvalues) {
      largest = Math.max(largest, eigenvalue);
    }
    double smallestPositive = largest;
    for (double eigenvalue : eigenvalues) {
      if (eigenvalue > ZERO * largest) {
        smallestPositive = Math.min(smallestPositive, eigenvalue);
      }
    }
    return new Spectrum(largest, smallestPositive, false);
  }
}
