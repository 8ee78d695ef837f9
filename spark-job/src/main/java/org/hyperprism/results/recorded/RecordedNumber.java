package org.hyperprism.results.recorded;

import java.util.OptionalDouble;

/**
 * Numbers of runs, as far as there can be a figure of them. What is measured of models in float32,
 * and every setting that such a run lived through, lies far within; beyond, the sums, squares and
 * ratios that a figure takes would leave float64.
 */
public final class RecordedNumber {

  private static final double LARGEST = 1e100;
  private static final double SMALLEST = 1e-100;

  private RecordedNumber() {}

  /** The number that a text is; empty if it is none, or none that can be shown. */
  public static OptionalDouble of(String text) {
    if (text.isEmpty()) {
      return OptionalDouble.empty();
    }
    try {
      double number = Double.parseDouble(text);
      double size = Math.abs(number);
      return size == 0 || (size >= SMALLEST && size <= LARGEST)
          ? OptionalDouble.of(number)
          : OptionalDouble.empty();
    } catch (NumberFormatException other) {
      return OptionalDouble.empty();
    }
  }
}
