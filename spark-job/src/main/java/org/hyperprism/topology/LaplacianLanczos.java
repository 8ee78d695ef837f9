package org.hyperprism.topology;

import java.util.Arrays;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;

/**
 * The outer non-zero eigenvalues of a sparse graph's Laplacian by the Lanczos method with full
 * reorthogonalisation (Golub and Van Loan, Matrix Computations, ch. 10).
 *
 * <p>The Laplacian's kernel is known, the vectors that are constant on each connected component;
 * they are projected out of every vector, so that what remains has positive eigenvalues only.
 */
final class LaplacianLanczos {

  /**
   * Bounds time and memory. A graph whose smallest eigenvalue is not found by then (a ring of
   * thousands) has one that is tiny; what was found, a little too large, is returned.
   */
  private static final int MOST_STEPS = 400;

  /** Steps before the first look at the eigenvalues; each further look comes half as many later. */
  private static final int FIRST_LOOK = 32;

  /** Residual, relative to the eigenvalue, at which one is found; its error is far smaller. */
  private static final double FOUND = 1e-6;

  /** Length, relative to the largest degree, at which the next direction counts as nothing. */
  private static final double NOTHING_LEFT = 1e-10;

  private final Graph graph;
  private final Spectrum.LinkWeight weight;
  private final int[] component;
  private final double[] componentSize;
  private final double[] componentMean;

  /** Number of positive eigenvalues. */
  private final int dimension;

  private final double[][] basis;
  private final double[] diagonal;
  private final double[] beside;

  private LaplacianLanczos(Graph graph, Spectrum.LinkWeight weight) {
    this.graph = graph;
    this.weight = weight;
    int devices = graph.devices();
    component = graph.components();
    componentSize = new double[devices];
    componentMean = new double[devices];
    int positive = 0;
    for (int i = 0; i < devices; i++) {
      componentSize[component[i]]++;
      positive += component[i] == i ? 0 : 1;
    }
    dimension = positive;
    int steps = Math.min(MOST_STEPS, dimension);
    basis = new double[steps][];
    diagonal = new double[steps];
    beside = new double[steps];
  }

  /** The spectrum of a graph with at least one link, and of what its links count. */
  static Spectrum spectrum(Graph graph, Spectrum.LinkWeight weight) {
    return new LaplacianLanczos(graph, weight).run();
  }

  private Spectrum run() {
    double[] direction = start();
    double nothing = NOTHING_LEFT * largestDegree();
    int look = FIRST_LOOK;
    for (int step = 0; ; step++) {
      basis[step] = direction;
      direction = timesLaplacian(direction);
      diagonal[step] = dot(direction, basis[step]);
      for (int pass = 0; pass < 2; pass++) { // the second pass removes the rounding of the first
        for (int b = step; b >= 0; b--) {
          subtract(direction, dot(direction, basis[b]), basis[b]);
        }
        projectOutKernel(direction);
      }
      beside[step] = Math.sqrt(dot(direction, direction));
      int done = step + 1;
      boolean last = done == basis.length || beside[step] <= nothing;
      if (last || done == look) {
        EigenDecomposition eigen = decomposition(done);
        if (last || (isFound(eigen, 0, done) && isFound(eigen, done - 1, done))) {
          boolean whole = done == dimension || beside[step] <= nothing;
          return new Spectrum(
              eigen.getRealEigenvalue(0),
              eigen.getRealEigenvalue(done - 1),
              !whole && !isFound(eigen, done - 1, done));
        }
        look += look / 2;
      }
      scale(direction, 1 / beside[step]);
    }
  }

  /** Eigenvalues, in descending order, and eigenvectors of the tridiagonal matrix. */
  private EigenDecomposition decomposition(int size) {
    double[] main = Arrays.copyOf(diagonal, size);
    return new EigenDecomposition(main, Arrays.copyOf(beside, size - 1));
  }

  private boolean isFound(EigenDecomposition eigen, int index, int size) {
    double residual = beside[size - 1] * Math.abs(eigen.getEigenvector(index).getEntry(size - 1));
    return residual <= FOUND * eigen.getRealEigenvalue(index);
  }

  /** A fixed vector of unit length without regularity, so that no eigenvector is missed. */
  private double[] start() {
    UniformRandomProvider random = new RandomStreams(0).stream(Purpose.LINKS);
    double[] vector = new double[graph.devices()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = random.nextDouble() - 0.5;
    }
    projectOutKernel(vector);
    scale(vector, 1 / Math.sqrt(dot(vector, vector)));
    return vector;
  }

  private double[] timesLaplacian(double[] vector) {
    double[] product = new double[vector.length];
    for (int i = 0; i < vector.length; i++) {
      double sum = all(i) * vector[i];
      for (int e = 0; e < graph.degree(i); e++) {
        int neighbour = graph.neighbour(i, e);
        sum -= weight.of(i, neighbour) * vector[neighbour];
      }
      product[i] = sum;
    }
    return product;
  }

  private void projectOutKernel(double[] vector) {
    Arrays.fill(componentMean, 0);
    for (int i = 0; i < vector.length; i++) {
      componentMean[component[i]] += vector[i] / componentSize[component[i]];
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] -= componentMean[component[i]];
    }
  }

  /** What all links of a device count together. */
  private double all(int device) {
    double sum = 0;
    for (int e = 0; e < graph.degree(device); e++) {
      sum += weight.of(device, graph.neighbour(device, e));
    }
    return sum;
  }

  private double largestDegree() {
    double largest = 0;
    for (int i = 0; i < graph.devices(); i++) {
      largest = Math.max(largest, all(i));
    }
    return largest;
  }

  private static double dot(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }

  private static void subtract(double[] vector, double factor, double[] other) {
    for (int i = 0; i < vector.length; i++) {
      vector[i] -= factor * other[i];
    }
  }

  private static void scale(double[] vector, double factor) {
    for (int i = 0; i < vector.length; i++) {
      vector[i] *= factor;
    }
  }
}
