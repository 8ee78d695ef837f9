package org.hyperprism.method;

import java.io.Serializable;

/**
 * What all methods share of a device's training between two exchanges.
 *
 * @param learningRate length eta of a gradient step, > 0
 * @param localSteps gradient steps in a round, >= 1, for methods that take several
 * @param momentum heavy-ball momentum of steps in the space of the weights, in [0, 1)
 * @param weightDecay weight decay of the same steps, >= 0
 */
public record LocalTraining(
    double learningRate, int localSteps, double momentum, double weightDecay)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  public LocalTraining {
    if (!(learningRate > 0 && momentum >= 0 && momentum < 1 && weightDecay >= 0)
        || localSteps < 1) {
      throw new IllegalArgumentException(
          "local training needs a learning rate > 0, steps >= 1, a momentum in [0, 1) and a weight decay >= 0; got %s, %d, %s and %s"
              .formatted(learningRate, localSteps, momentum, weightDecay));
    }
  }

  /** Plain gradient steps. */
  public static LocalTraining plain(double learningRate, int localSteps) {
    return new LocalTraining(learningRate, localSteps, 0, 0);
  }

  /** The same with another momentum, for a method that brings its own. */
  public LocalTraining withMomentum(double other) {
    return new LocalTraining(learningRate, localSteps, other, weightDecay);
  }
}
