package org.hyperprism.report.figure;

import java.awt.Color;
import java.util.List;
import org.hyperprism.report.CurveColour;
import org.hyperprism.report.drawing.Canvas;

/**
 * How one series of a figure is told from the others: by its colour, by the dashes of its line and
 * by the shape of its marks, so that colour is never the only sign.
 *
 * @param colour of its line and marks
 * @param place among the series of the figure, from 0
 */
public record SeriesStyle(CurveColour colour, int place) {

  private static final List<List<Double>> DASHES =
      List.of(List.of(), List.of(7.0, 3.0), List.of(2.0, 2.5), List.of(9.0, 3.0, 2.0, 3.0));

  /** Corners of marks, as degrees around their middle; none: a disc. */
  private static final List<List<Integer>> SHAPES =
      List.of(
          List.of(),
          List.of(45, 135, 225, 315),
          List.of(90, 210, 330),
          List.of(0, 90, 180, 270),
          List.of(30, 150, 270));

  Color line() {
    return colour.line();
  }

  List<Double> dashes(FigureSize size) {
    return DASHES.get(place % DASHES.size()).stream().map(size::length).toList();
  }

  void mark(Canvas canvas, double x, double y, double radius) {
    mark(canvas, x, y, radius, colour.line());
  }

  void mark(Canvas canvas, double x, double y, double radius, Color fill) {
    List<Integer> corners = SHAPES.get(place % SHAPES.size());
    if (corners.isEmpty()) {
      canvas.disc(x, y, radius, fill, fill, 0);
      return;
    }
    double[] shapeX = new double[corners.size()];
    double[] shapeY = new double[corners.size()];
    for (int i = 0; i < shapeX.length; i++) {
      double angle = StrictMath.toRadians(corners.get(i));
      shapeX[i] = x + 1.3 * radius * StrictMath.cos(angle);
      shapeY[i] = y - 1.3 * radius * StrictMath.sin(angle);
    }
    canvas.shape(shapeX, shapeY, fill);
  }
}
