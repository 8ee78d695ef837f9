package org.hyperprism.report;

import java.util.List;

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
}
