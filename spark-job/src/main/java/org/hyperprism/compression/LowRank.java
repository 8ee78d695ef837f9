package org.hyperprism.compression;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.compression.VectorShape.Block;
import org.hyperprism.random.StandardNormal;

/**
 * A matrix of rank r for each matrix M of a layer, by power iteration (PowerSGD: Vogels,
 * Karimireddy and Jaggi, NeurIPS 2019, Algorithm 1), from a start that is drawn:
 *
 * <pre>
 *   P = orthonormal(M Q),  Q = M^T P,  twice;  Q(M) = P Q^T
 * </pre>
 *
 * <p>P Q^T = P P^T M is a projection, and so a contraction; with r columns drawn normally delta is
 * above 0. Vectors, and matrices for which this would not be shorter, are sent as they are.
 *
 * <p>Bytes: 4 r (rows + columns) for each matrix.
 *
 * @param rank r, >= 1
 */
record LowRank(VectorShape shape, int rank) implements Compressor {

  private static final long serialVersionUID = 1L;

  private static final int ITERATIONS = 2;

  /** What is left of a column below this share of it depends on the others but for rounding. */
  private static final double DEPENDENT = 1e-7;

  @Override
  public void apply(float[] vector, UniformRandomProvider random) {
    for (Block block : shape.compressed()) {
      if (isShortened(block)) {
        project(vector, block, random);
      }
    }
  }

  /** Whether a block is sent as a product. */
  private boolean isShortened(Block block) {
    return (long) rank * (block.rows() + block.columns()) < block.length();
  }

  /** Whether there is a block that is. */
  boolean shortens() {
    return shape.compressed().stream().anyMatch(this::isShortened);
  }

  private void project(float[] vector, Block block, UniformRandomProvider random) {
    double[][] left = new double[rank][block.rows()];
    double[][] right = new double[rank][block.columns()];
    for (double[] column : right) {
      for (int c = 0; c < column.length; c++) {
        column[c] = StandardNormal.draw(random);
      }
    }
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      for (int r = 0; r < rank; r++) {
        multiply(vector, block, right[r], left[r]);
      }
      orthonormalise(left);
      for (int r = 0; r < rank; r++) {
        multiplyTransposed(vector, block, left[r], right[r]);
      }
    }
    for (int row = 0; row < block.rows(); row++) {
      for (int column = 0; column < block.columns(); column++) {
        double sum = 0;
        for (int r = 0; r < rank; r++) {
          sum += (double) (float) left[r][row] * (float) right[r][column];
        }
        vector[block.from() + row * block.columns() + column] = (float) sum;
      }
    }
  }

  /** target = M v. */
  private static void multiply(float[] matrix, Block block, double[] v, double[] target) {
    for (int row = 0; row < block.rows(); row++) {
      int from = block.from() + row * block.columns();
      double sum = 0;
      for (int column = 0; column < block.columns(); column++) {
        sum += matrix[from + column] * v[column];
      }
      target[row] = sum;
    }
  }

  /** target = M^T u. */
  private static void multiplyTransposed(float[] matrix, Block block, double[] u, double[] target) {
    Arrays.fill(target, 0);
    for (int row = 0; row < block.rows(); row++) {
      int from = block.from() + row * block.columns();
      for (int column = 0; column < block.columns(); column++) {
        target[column] += matrix[from + column] * u[row];
      }
    }
  }

  /** Gram and Schmidt, column by column; one that depends on those before it becomes 0. */
  private static void orthonormalise(double[][] columns) {
    for (int r = 0; r < columns.length; r++) {
      double before = Math.sqrt(product(columns[r], columns[r]));
      for (int earlier = 0; earlier < r; earlier++) {
        add(columns[r], -product(columns[r], columns[earlier]), columns[earlier]);
      }
      double norm = Math.sqrt(product(columns[r], columns[r]));
      double factor = norm > DEPENDENT * before ? 1 / norm : 0;
      for (int k = 0; k < columns[r].length; k++) {
        columns[r][k] *= factor;
      }
    }
  }

  private static double product(double[] one, double[] other) {
    double sum = 0;
    for (int k = 0; k < one.length; k++) {
      sum += one[k] * other[k];
    }
    return sum;
  }

  private static void add(double[] target, double factor, double[] other) {
    for (int k = 0; k < target.length; k++) {
      target[k] += factor * other[k];
    }
  }

  @Override
  public double step() {
    double step = 1;
    for (Block block : shape.compressed()) {
      if (isShortened(block)) {
        step = Math.min(step, 2.0 * rank / Math.min(block.rows(), block.columns()));
      }
    }
    return step;
  }

  @Override
  public long bytes() {
    long numbers = 0;
    for (Block block : shape.compressed()) {
      numbers +=
          isShortened(block) ? (long) rank * (block.rows() + block.columns()) : block.length();
    }
    return Float.BYTES * numbers + shape.wholeBytes();
  }
}
