package org.hyperprism.model.vector;

import org.hyperprism.data.Batch;
import org.hyperprism.math.BinaryLogarithm;
import org.hyperprism.model.ClassScores;
import org.hyperprism.simd.KernelPair;

/**
 * Softmax and cross-entropy of a batch of scores, float[samples][classes], row-major. Has scratch
 * memory of its own and belongs to one thread.
 */
final class SoftmaxCrossEntropy {

  private static final double LN_2 = 0.6931471805599453;

  private final KernelPair<ChunkKernels> kernels;
  private final int classes;

  /** e to the power of the scores, less the largest of their row. */
  private final float[] powers;

  /** Scores of the samples' own classes, less the largest of their row. */
  private final float[] own;

  SoftmaxCrossEntropy(KernelPair<ChunkKernels> kernels, int capacity, int classes) {
    this.kernels = kernels;
    this.classes = classes;
    int whole = (capacity * classes + ChunkKernels.WIDTH - 1) / ChunkKernels.WIDTH;
    this.powers = new float[whole * ChunkKernels.WIDTH];
    this.own = new float[capacity];
  }

  /**
   * The sum of the cross-entropies, in nats.
   *
   * @param labels the samples' own classes, from {@code label} on
   */
  double lossSum(float[] scores, int[] labels, int label, int samples) {
    raise(scores, labels, label, samples);
    double losses = 0;
    for (int sample = 0; sample < samples; sample++) {
      losses += loss(sample, sum(sample));
    }
    return losses;
  }

  /**
   * The sum of a batch's cross-entropies, and the gradient of their mean by the scores:
   * (probability - 1 if it is the own class) / samples. Where samples have weights, each one's
   * cross-entropy and gradient are multiplied by its weight.
   *
   * @param deltas receives the gradient
   */
  double lossSumAndGradient(float[] scores, Batch batch, float[] deltas) {
    int samples = batch.size();
    int[] labels = batch.labels();
    raise(scores, labels, 0, samples);
    double losses = 0;
    for (int sample = 0; sample < samples; sample++) {
      double sum = sum(sample);
      float weight = batch.isWeighted() ? batch.weights()[sample] : 1;
      float share = weight / samples;
      losses += weight * loss(sample, sum);
      float inverse = (float) (1 / sum);
      int row = sample * classes;
      int ownClass = row + labels[sample];
      float ownDelta = (powers[ownClass] * inverse - 1) * share;
      for (int i = row; i < row + classes; i++) {
        deltas[i] = powers[i] * inverse * share;
      }
      deltas[ownClass] = ownDelta;
    }
    return losses;
  }

  private void raise(float[] scores, int[] labels, int label, int samples) {
    for (int sample = 0; sample < samples; sample++) {
      int row = sample * classes;
      float largest = scores[row];
      for (int i = row + 1; i < row + classes; i++) {
        largest = Math.max(largest, scores[i]);
      }
      for (int i = row; i < row + classes; i++) {
        powers[i] = scores[i] - largest;
      }
      own[sample] = powers[row + labels[label + sample]];
    }
    kernels.serving().exponentials(powers, samples * classes);
  }

  private double sum(int sample) {
    double sum = 0;
    int row = sample * classes;
    for (int i = row; i < row + classes; i++) {
      sum += powers[i];
    }
    return sum;
  }

  private double loss(int sample, double sum) {
    return Math.min(BinaryLogarithm.of(sum) * LN_2 - own[sample], ClassScores.LARGEST_LOSS);
  }
}
