package org.hyperprism.report;

import java.util.List;
import java.util.stream.DoubleStream;

/**
 * One quantity of the devices over the rounds.
 *
 * @param name as the legend has it
 * @param colour what tells it from the picture's other curves
 * @param points at ascending rounds
 */
public record Curve(String name, CurveColour colour, List<Point> points) {

  /**
   * One round.
   *
   * @param round from 1
   * @param low lower end of the band over devices
   * @param mean mean over devices
   * @param high upper end of the band over devices
   */
  public record Point(int round, double low, double mean, double high) {}

  public Curve {
    points = List.copyOf(points);
  }

  /**
   * Whether at least half of the places of points lie in the first quarter, where a logarithmic
   * axis shows more of them.
   *
   * @param places in any order, as often as they occur
   */
  public static boolean areMostlyEarly(DoubleStream places) {
    double[] sorted = places.distinct().sorted().toArray();
    return sorted.length > 2
        && sorted[0] > 0
        && 4 * sorted[(sorted.length - 1) / 2] <= sorted[sorted.length - 1];
  }
}
