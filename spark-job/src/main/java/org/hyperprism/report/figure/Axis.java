package org.hyperprism.report.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.hyperprism.report.drawing.Canvas;
import org.hyperprism.report.drawing.Ink;
import org.hyperprism.report.drawing.RoundNumber;

/**
 * One axis of a figure.
 *
 * @param label what it shows, with its unit
 * @param least number at its beginning
 * @param most number at its end, above {@code least}
 * @param logarithmic whether equal distances are equal ratios; then {@code least} is above 0
 * @param whole whether it counts things, so that only whole numbers are written at it
 */
record Axis(String label, double least, double most, boolean logarithmic, boolean whole) {

  private static final int STEPS = 5;

  /** Numbers that differ by less of themselves look alike where they are written. */
  private static final double ALIKE = 1e-5;

  /** An axis that ends where the data do. */
  static Axis tight(String label, double[] numbers, boolean logarithmic) {
    double least = least(numbers);
    double most = most(numbers);
    if (least == most) {
      double room = least == 0 ? 1 : Math.abs(least) / 2;
      return new Axis(label, least - room, most + room, logarithmic, false).wholeAs(numbers);
    }
    return new Axis(label, least, most, logarithmic, false).wholeAs(numbers);
  }

  /** An axis that ends at round numbers. */
  static Axis round(String label, double[] numbers, boolean logarithmic) {
    if (numbers.length == 0) {
      return new Axis(label, logarithmic ? 0.1 : 0, 1, logarithmic, false);
    }
    double least = least(numbers);
    double most = most(numbers);
    if (logarithmic) {
      double below = RoundNumber.atMost(least);
      double above = RoundNumber.atLeast(most);
      return new Axis(label, below, above > below ? above : 2 * above, true, false);
    }
    // What fills most of the way from 0 is shown from 0.
    if (least > 0 && least < 0.7 * most) {
      least = 0;
    }
    if (areAlike(least, most)) {
      double room = least == 0 ? 1 : Math.abs(least) / 10;
      least = least - room;
      most = most + room;
    }
    double step = RoundNumber.atLeast((most - least) / STEPS);
    return new Axis(
        label,
        step * Math.floor(least / step + 1e-9),
        step * Math.ceil(most / step - 1e-9),
        false,
        false);
  }

  private static boolean areAlike(double least, double most) {
    return most - least <= ALIKE * Math.max(Math.abs(least), Math.abs(most));
  }

  /** The same axis, at which only whole numbers are written if these are whole. */
  Axis wholeAs(double[] numbers) {
    boolean areWhole = Arrays.stream(numbers).allMatch(number -> number == Math.rint(number));
    return new Axis(label, least, most, logarithmic, areWhole);
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
    if (logarithmic) {
      return logarithmicTicks();
    }
    double step = RoundNumber.atLeast(span() / STEPS);
    return linearTicks(whole ? Math.max(1, step) : step);
  }

  private double span() {
    return most - least;
  }

  /**
   * Draws the ticks of an axis from left to right and their numbers, but those that would touch the
   * one before or leave the figure.
   *
   * @param x the place of a number
   * @param y of the axis
   * @param baseline how far below {@code y} the numbers stand, as {@link FigureSize#length} takes
   *     it
   */
  void drawTicks(Canvas canvas, FigureSize size, DoubleUnaryOperator x, double y, double baseline) {
    Canvas.Letters numbers = Canvas.Letters.plain(0.92 * size.letters(), Ink.FAINT);
    double free = Double.NEGATIVE_INFINITY;
    for (double tick : ticks()) {
      String text = Numbers.text(tick);
      double half = size.width(text) / 2;
      double middle = x.applyAsDouble(tick);
      canvas.line(middle, y, middle, y + size.length(4), Ink.FAINT, size.length(1));
      if (middle - half > free && middle + half <= size.width() + half / 2) {
        canvas.text(text, middle, y + size.length(baseline), Canvas.Anchor.MIDDLE, numbers);
        free = middle + half + size.length(4);
      }
    }
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
        if (inside && Math.floorMod(power, every) == 0 && (!whole || tick >= 1)) {
          ticks.add(tick);
        }
      }
    }
    return ticks;
  }
}
