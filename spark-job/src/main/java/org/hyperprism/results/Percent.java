package org.hyperprism.results;

/** Shares as people read them. */
public final class Percent {

  private Percent() {}

  /**
   * With two digits, such as {@code 82.65%}.
   *
   * @param share in [0, 1]; NaN where there is none, which is {@code -}
   */
  public static String text(double share) {
    return Double.isNaN(share) ? "-" : Rounded.text(100 * share, 2) + "%";
  }
}
