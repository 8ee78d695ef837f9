package org.hyperprism.method;

import java.io.Serializable;

/**
 * How the learning rate changes over the rounds: a factor of it, the same for all devices and all
 * local steps of a round t.
 *
 * <pre>
 *   t <= W (warm-up):  t / W
 *   constant:          1
 *   step:              factor^floor((t - W - 1) / every)
 *   cosine:            (1 + cos(pi (t - W - 1) / (T - W))) / 2
 * </pre>
 *
 * <p>Cosine is SGDR's without restarts (Loshchilov and Hutter, ICLR 2017), the warm-up that of
 * Goyal et al. (2017, arXiv 1706.02677).
 *
 * @param shape what follows the warm-up
 * @param warmUp rounds W of it, >= 0
 * @param every rounds between two steps, >= 1
 * @param factor of each step, in (0, 1]
 * @param rounds rounds T of the run, >= 1
 */
public record LearningRateSchedule(Shape shape, int warmUp, int every, double factor, int rounds)
    implements Serializable {

  /** What follows the warm-up. */
  public enum Shape {
    /** The learning rate as it is. */
    CONSTANT,
    /** A fixed factor every so many rounds. */
    STEP,
    /** Half a wave of the cosine, down to almost 0 in the last round. */
    COSINE
  }

  private static final long serialVersionUID = 1L;

  /** The learning rate as it is, in every round. */
  public static final LearningRateSchedule NONE =
      new LearningRateSchedule(Shape.CONSTANT, 0, 1, 1, 1);

  public LearningRateSchedule {
    if (warmUp < 0 || every < 1 || rounds < 1 || !(factor > 0 && factor <= 1)) {
      throw new IllegalArgumentException(
          "a schedule needs a warm-up >= 0, steps every >= 1 rounds, a factor in (0, 1] and rounds >= 1; got %d, %d, %s and %d"
              .formatted(warmUp, every, factor, rounds));
    }
  }

  /**
   * The factor of the learning rate, in (0, 1].
   *
   * @param round from 1; rounds behind the last are as the last
   */
  public double at(int round) {
    if (round <= warmUp) {
      return (double) round / warmUp;
    }
    int since = Math.min(round, Math.max(rounds, warmUp + 1)) - warmUp - 1;
    return switch (shape) {
      case CONSTANT -> 1;
      case STEP -> {
        int steps = since / every;
        yield StrictMath.pow(factor, steps);
      }
      case COSINE -> (1 + StrictMath.cos(Math.PI * since / Math.max(1, rounds - warmUp))) / 2;
    };
  }
}
