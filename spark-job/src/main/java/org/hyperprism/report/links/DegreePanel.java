package org.hyperprism.report.links;

import org.hyperprism.report.CurveColour;
import org.hyperprism.report.drawing.Canvas;
import org.hyperprism.topology.statistics.DegreeHistogram;

/** How often devices have how many neighbours, over all rounds. */
final class DegreePanel {

  private static final int MOST_BARS = 40;

  private final DegreeHistogram histogram;
  private final Axes axes;

  /**
   * @param degrees how often each number of neighbours from 0 on occurs
   */
  DegreePanel(long[] degrees, double left, double top, double width, double height) {
    histogram = DegreeHistogram.of(degrees, MOST_BARS);
    double most = 0;
    for (DegreeHistogram.Bar bar : histogram.bars()) {
      most = Math.max(most, 100 * bar.share());
    }
    this.axes =
        new Axes(
            left,
            top,
            width,
            height,
            histogram.first() - 0.5,
            histogram.end() - 0.5,
            Axes.end(most));
  }

  void draw(Canvas canvas) {
    axes.draw(canvas, "degrees over all rounds, % of devices", "neighbours");
    canvas.begin("degrees");
    double width = axes.x(histogram.width()) - axes.x(0);
    for (DegreeHistogram.Bar bar : histogram.bars()) {
      double top = axes.y(100 * bar.share());
      canvas.bar(
          axes.x(bar.from() - 0.5) + 0.06 * width,
          top,
          0.88 * width,
          axes.y(0) - top,
          CurveColour.BLUE.line());
    }
    canvas.end();
  }
}
