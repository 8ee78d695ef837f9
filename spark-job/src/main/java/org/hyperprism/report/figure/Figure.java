package org.hyperprism.report.figure;

import org.hyperprism.picture.Drawing;
import org.hyperprism.report.drawing.BitmapCanvas;
import org.hyperprism.report.drawing.SvgCanvas;

/**
 * One figure.
 *
 * @param id fit for a file name and for the address of a place on a page, such as accuracy-rounds
 * @param title what it shows
 * @param description the same in a sentence or two with its main numbers, for those who do not see
 *     it
 * @param note what else there is to know, such as what a band is; empty for nothing
 * @param plot the drawn part
 */
public record Figure(String id, String title, String description, String note, Plot plot) {

  /** Dots an inch of PNG files, as journals ask for. */
  private static final double DOTS_AN_INCH = 300;

  private static final double POINTS_AN_INCH = 72;

  /**
   * The picture for a page, as wide as its place there. Of several ones each is a part, named
   * {@code ID-step-1} and so on, of which the page shows one.
   */
  public String svg(FigureSize size) {
    SvgCanvas canvas =
        canvas(size, Numbers.fixed(size.width(), 2), Numbers.fixed(plot.height(size), 2));
    if (plot instanceof SteppedPlot stepped) {
      stepped.drawFrame(canvas, size);
      for (int step = 0; step < stepped.steps().size(); step++) {
        canvas.begin("%s-step-%s".formatted(id, Integer.toString(step + 1)));
        stepped.drawStep(canvas, size, step);
        canvas.end();
      }
    } else {
      plot.draw(canvas, size);
    }
    return canvas.svg();
  }

  /** The picture as a file of its own, as wide as it is in points. */
  public String svgFile(FigureSize size) {
    SvgCanvas canvas =
        canvas(
            size,
            Numbers.fixed(size.width(), 2) + "pt",
            Numbers.fixed(plot.height(size), 2) + "pt");
    plot.draw(canvas, size);
    return canvas.svg();
  }

  private SvgCanvas canvas(FigureSize size, String shownWidth, String shownHeight) {
    return new SvgCanvas(
        size.width(), plot.height(size), shownWidth, shownHeight, title + ". " + description);
  }

  /**
   * The picture as a PNG file with 300 dots an inch; a pixel of the drawing is a point.
   *
   * @throws org.hyperprism.failure.EnvironmentException if this Java cannot draw letters
   */
  public byte[] png(FigureSize size) {
    return Drawing.of(
        () -> {
          BitmapCanvas canvas =
              new BitmapCanvas(size.width(), plot.height(size), DOTS_AN_INCH / POINTS_AN_INCH);
          plot.draw(canvas, size);
          return canvas.png();
        });
  }
}
