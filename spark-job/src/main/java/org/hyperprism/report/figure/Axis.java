package org.hyperprism.report.figure;

import java.util.ArrayList;
import java.util.List;
import org.hyperprism.report.drawing.RoundNumber;

/**
 * One axis of a figure.
 *
 * @param label what it shows, with its unit
 * @param least number at its beginning
 * @param most number at its end, above {@code least}
 * @param logarithmic whether equal distances are equal ratios; then {@code least} is above 0
 */
record Axis(String label, double least, double most, boolean logarithmic) {

  private static final int STEPS = 5;

  /** An axis that ends where the data do. */
  static Axis tight(String label, double[] numbers, boolean logarithmic) {
    double least = least(numbers);
    double most = most(numbers);
    if (least == most) {
      double room = least == 0 ? 1 : Math.abs(least) / 2;
      return new Axis(label, least - room, most + room, logarithmic);
    }
    return new Axis(label, least, most, logarithmic);
  }

  /** An axis that ends at round numbers. */
  static Axis round(String label, double[] numbers, boolean logarithmic) {
    if (numbers.length == 0) {
      return new Axis(label, logarithmic ? 0.1 : 0, 1, logarithmic);
    }
    double least = least(numbers);
    double most = most(numbers);
    if (logarithmic) {
      double below = RoundNumber.atMost(least);
      double above = RoundNumber.atLeast(most);
      return new Axis(label, below, above > below ? above : 2 * above, true);
    }
    // What fills most of the way from 0 is shown from 0.
    if (least > 0 && least < 0.7 * most) {
      least = 0;
    }
    if (least == most) {
      double room = least == 0 ? 1 : Math.abs(least) / 10;
      least = least - room;
      most = most + room;
    }
    double step = RoundNumber.atLeast((most - least) / STEPS);
    return new Axis(
        label, step * Math.floor(least / step + 1e-9), step * Math.ceil(most / step - 1e-9), false);
  }

  private static double least(double[] numbers) {
    double least = Double.POSITIVE_INFINITY;
    for (double number : numbers) {
      least = Math.min(least, number);
    }
    return least;
  }

  private static double most(double[] numbers) {
    double most = Double.NEGATIVE_INFINITY;
    for (double number : numbers) {
      most = Math.max(most, number);
    }
    return most;
  }

  /** Where a number lies between the beginning, 0, and the end, 1. */
  double share(double number) {
    return logarithmic
        ? StrictMath.log(number / least) / StrictMath.log(most / least)
        : (number - least) / (most - least);
  }

  /** Whether the axis has a place for a number. */
  boolean shows(double number) {
    return !logarithmic || number > 0;
  }

  /** The numbers that are written at it. */
  List<Double> ticks() {
    return logarithmic ? logarithmicTicks() : linearTicks(RoundNumber.atLeast(span() / STEPS));
  }

  private double span() {
    return most - least;
  }

  private List<Double> linearTicks(double step) {
    List<Double> ticks = new ArrayList<>();
    long first = (long) Math.ceil(least / step - 1e-9);
    for (long i = first; i * step <= most + 1e-9 * span(); i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  private List<Double> logarithmicTicks() {
    double decades = StrictMath.log10(most / least);
    int every = (int) Math.max(1, Math.ceil(decades / 6));
    List<Double> ticks = new ArrayList<>();
    int first = (int) Math.floor(StrictMath.log10(least));
    for (int power = first; power <= first + decades + 1; power++) {
      for (int factor : decades < 2.5 ? new int[] {1, 2, 5} : new int[] {1}) {
        double tick = factor * StrictMath.pow(10, power);
        boolean inside = tick >= least * (1 - 1e-9) && tick <= most * (1 + 1e-9);
        if (inside && Math.floorMod(power, every) == 0) {
          ticks.add(tick);
        }
      }
    }
    return ticks;
  }
}
