package org.hyperprism.model;

import org.hyperprism.data.Batch;

/** What the scores of a sample's classes say, the same for every backend. */
public final class ClassScores {

  /**
   * Smaller probabilities count as this one, so that a sample's loss stays finite; Deeplearning4j's
   * own default.
   */
  public static final double SMALLEST_PROBABILITY = 1e-10;

  /** The loss of that probability in nats, -ln 1e-10. */
  public static final double LARGEST_LOSS = 23.025850929940457;

  private ClassScores() {}

  /**
   * Whether the own class of a sample has the highest score. Of equal scores the lowest class
   * counts; a score that is not a number never.
   *
   * @param scores float[samples][classes], row-major: anything that grows with the probabilities
   * @param sample which row
   * @param classes number of classes
   * @param label the sample's own class
   */
  public static boolean isRankedFirst(float[] scores, int sample, int classes, int label) {
    int from = sample * classes;
    float own = scores[from + label];
    for (int other = 0; other < classes; other++) {
      float score = scores[from + other];
      boolean behind = other < label ? score < own : score <= own;
      if (!behind) {
        return false;
      }
    }
    return true;
  }

  /**
   * The class with the highest score of a sample, the lowest of equal ones; -1 if a score is not a
   * number. It is the class that {@link #isRankedFirst} says so of.
   *
   * @param scores float[samples][classes], row-major: anything that grows with the probabilities
   * @param sample which row
   * @param classes number of classes
   */
  public static int rankedFirst(float[] scores, int sample, int classes) {
    int from = sample * classes;
    int first = 0;
    for (int i = 0; i < classes; i++) {
      float score = scores[from + i];
      if (Float.isNaN(score)) {
        return -1;
      }
      first = score > scores[from + first] ? i : first;
    }
    return first;
  }

  /**
   * The probabilities that scores stand for: e to their power, over the sum of these in the row.
   *
   * @param scores float[rows][classes], row-major: natural logarithms of the probabilities, but for
   *     a number that a row has in common
   * @param classes number of classes
   * @param probabilities receives float[rows][classes]
   * @param offset where its first row begins
   */
  public static void probabilities(
      float[] scores, int classes, int rows, float[] probabilities, int offset) {
    double[] powers = new double[classes];
    for (int row = 0; row < rows; row++) {
      int from = row * classes;
      float largest = Float.NEGATIVE_INFINITY;
      for (int i = 0; i < classes; i++) {
        largest = Math.max(largest, scores[from + i]);
      }
      double sum = 0;
      for (int i = 0; i < classes; i++) {
        powers[i] = StrictMath.exp(scores[from + i] - largest);
        sum += powers[i];
      }
      for (int i = 0; i < classes; i++) {
        probabilities[offset + from + i] = (float) (powers[i] / sum);
      }
    }
  }

  /**
   * The cross-entropies of {@code size} samples of a batch in nats, summed in ascending order.
   *
   * @param logProbabilities float[size][classes], row-major: natural logarithms
   * @param classes number of classes
   * @param from the first sample's number in the batch
   */
  public static double lossSum(
      float[] logProbabilities, int classes, Batch batch, int from, int size) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += Math.min(-logProbabilities[i * classes + batch.labels()[from + i]], LARGEST_LOSS);
    }
    return sum;
  }
}
