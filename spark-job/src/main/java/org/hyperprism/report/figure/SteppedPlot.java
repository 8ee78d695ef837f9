package org.hyperprism.report.figure;

import java.util.List;
import org.hyperprism.report.drawing.Canvas;

/** A plot of several pictures, one at a time; a file has the first. */
public interface SteppedPlot extends Plot {

  /** What each picture shows, in words; at least one. */
  List<String> steps();

  /** Draws what all pictures share. */
  void drawFrame(Canvas canvas, FigureSize size);

  /**
   * Draws the rest of a picture.
   *
   * @param step from 0
   */
  void drawStep(Canvas canvas, FigureSize size, int step);

  @Override
  default void draw(Canvas canvas, FigureSize size) {
    drawFrame(canvas, size);
    drawStep(canvas, size, 0);
  }
}
