package org.hyperprism.asynchrony;

import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;

/**
 * Every device has a Poisson clock, and at each of its strokes takes a step with a neighbour, as in
 * SwarmSGD (Nadiradze et al., NeurIPS 2021): in continuous time, pair after pair, each as likely as
 * the next where all devices have the same clock and as many neighbours.
 *
 * <p>Where models are pushed or pulled, it is gossip learning (Ormandi, Hegedus and Jelasity, 2013)
 * by its rule MU: a model that arrives is merged, and then updated.
 *
 * @param devices number of devices m, >= 2
 * @param seconds between two strokes of a device, on average, > 0
 * @param random {@link Purpose#INTERACTION_TIME} by device and stroke
 * @param meeting what two that meet do
 */
public record PoissonPace(int devices, double seconds, RandomStreams random, Meeting meeting)
    implements Pace {

  private static final long serialVersionUID = 1L;

  public PoissonPace {
    if (!(seconds > 0)) {
      throw new IllegalArgumentException(
          "a Poisson clock strikes every %s seconds on average, expected > 0".formatted(seconds));
    }
  }

  /** Both exchange their models. */
  public PoissonPace(int devices, double seconds, RandomStreams random) {
    this(devices, seconds, random, Meeting.EXCHANGE);
  }

  /** In StrictMath, so that all machines draw the same bits. */
  @Override
  public double untilMeeting(int device, int turn) {
    double uniform = random.stream(Purpose.INTERACTION_TIME, device, turn).nextDouble();
    return Math.max(Double.MIN_NORMAL, -seconds * StrictMath.log1p(-uniform));
  }

  @Override
  public double exchange(int one, int other, int linkRound) {
    return 0;
  }

  @Override
  public boolean isThere(int device, double seconds, int linkRound) {
    return true;
  }

  @Override
  public boolean bothCompute() {
    return true;
  }
}
