package org.hyperprism.report.drawing;

/** Numbers that axes and scales show: 1, 2 or 5 times a power of ten. */
public final class RoundNumber {

  private RoundNumber() {}

  /**
   * The largest one that is no larger.
   *
   * @param number positive
   */
  public static double atMost(double number) {
    double power = StrictMath.pow(10, Math.floor(StrictMath.log10(number)));
    double share = number / power;
    return power * (share >= 5 ? 5 : share >= 2 ? 2 : 1);
  }

  /** The smallest one that is no smaller. */
  public static double atLeast(double number) {
    double below = atMost(number);
    if (below >= number) {
      return below;
    }
    double power = StrictMath.pow(10, Math.floor(StrictMath.log10(below)));
    double share = Math.rint(below / power);
    return power * (share == 1 ? 2 : share == 2 ? 5 : 10);
  }
}
