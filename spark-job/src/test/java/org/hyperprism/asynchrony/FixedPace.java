package org.hyperprism.asynchrony;

/**
 * Each device takes as long every time.
 *
 * @param computing seconds of each device: float64[devices]
 * @param exchanging seconds of every exchange
 */
@SuppressWarnings("ArrayRecordComponent")
public record FixedPace(double[] computing, double exchanging) implements Pace {

  private static final long serialVersionUID = 1L;

  @Override
  public int devices() {
    return computing.length;
  }

  @Override
  public double untilMeeting(int device, int turn) {
    return computing[device];
  }

  @Override
  public double exchange(int one, int other, int linkRound) {
    return exchanging;
  }

  @Override
  public boolean isThere(int device, double seconds, int linkRound) {
    return true;
  }

  @Override
  public boolean bothCompute() {
    return false;
  }
}
