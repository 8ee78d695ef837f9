package org.hyperprism.report.figure;

import org.hyperprism.report.drawing.Canvas;

/** The drawn part of a figure: its data, its axes and, off the data, its legend. */
public interface Plot {

  /** The height of the drawing, in its pixels. */
  double height(FigureSize size);

  /** Draws from the upper left corner on. */
  void draw(Canvas canvas, FigureSize size);

  /** All numbers that are drawn. */
  NumberTable numbers();
}
