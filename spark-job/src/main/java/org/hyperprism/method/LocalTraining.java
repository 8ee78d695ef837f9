package org.hyperprism.method;

import java.io.Serializable;

/**
 * What all methods share of a device's training between two exchanges.
 *
 * @param learningRate length eta of a gradient step, > 0
 * @param localSteps gradient steps in a round, >= 1, for methods that take several
 * @param localEpochs in their place, passes of a device over its own samples in a round, >= 1; 0
 *     for a number of steps
 * @param momentum heavy-ball momentum of steps in the space of the weights, in [0, 1)
 * @param weightDecay weight decay of the same steps, >= 0
 * @param schedule how the learning rate changes over the rounds: the engine hands out every
 *     gradient times its factor, so that what remembers gradients keeps each with its own
 * @param clipNorm longest gradient, > 0; longer ones are shortened to it before that; infinite for
 *     none
 */
public record LocalTraining(
    double learningRate,
    int localSteps,
    int localEpochs,
    double momentum,
    double weightDecay,
    LearningRateSchedule schedule,
    double clipNorm)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  public LocalTraining {
    if (!(learningRate > 0 && momentum >= 0 && momentum < 1 && weightDecay >= 0 && clipNorm > 0)
        || localSteps < 1
        || localEpochs < 0) {
      throw new IllegalArgumentException(
          "local training needs a learning rate > 0, steps >= 1, epochs >= 0, a momentum in [0, 1), a weight decay >= 0 and a longest gradient > 0; got %s, %d, %d, %s, %s and %s"
              .formatted(learningRate, localSteps, localEpochs, momentum, weightDecay, clipNorm));
    }
  }

  /** The same learning rate in every round, and gradients as they are. */
  public LocalTraining(double learningRate, int localSteps, double momentum, double weightDecay) {
    this(
        learningRate,
        localSteps,
        0,
        momentum,
        weightDecay,
        LearningRateSchedule.NONE,
        Double.POSITIVE_INFINITY);
  }

  /** Plain gradient steps. */
  public static LocalTraining plain(double learningRate, int localSteps) {
    return new LocalTraining(learningRate, localSteps, 0, 0);
  }

  /** The same with another momentum, for a method that brings its own. */
  public LocalTraining withMomentum(double other) {
    return new LocalTraining(
        learningRate, localSteps, localEpochs, other, weightDecay, schedule, clipNorm);
  }

  /** Whether local work is counted in passes over a device's samples. */
  public boolean inEpochs() {
    return localEpochs > 0;
  }

  /**
   * Gradient steps of a device in a round; in epochs a device with few samples takes fewer.
   *
   * @param samples of the device, >= 1
   * @param batchSize samples of a mini-batch, >= 1; the last one of an epoch has what is left
   */
  public int steps(int samples, int batchSize) {
    int stepsOfAnEpoch = 1 + (samples - 1) / batchSize;
    return inEpochs() ? Math.multiplyExact(localEpochs, stepsOfAnEpoch) : localSteps;
  }
}
