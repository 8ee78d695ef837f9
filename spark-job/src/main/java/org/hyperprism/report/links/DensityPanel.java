package org.hyperprism.report.links;

import java.awt.Color;
import java.util.List;
import java.util.Locale;
import org.hyperprism.report.CurveColour;
import org.hyperprism.report.drawing.Canvas;
import org.hyperprism.topology.statistics.RoundStatistics;

/** The density over the rounds, with a mark at the round whose graph stands beside it. */
final class DensityPanel {

  /** With more rounds than this a point is the mean of several. */
  private static final int MOST_POINTS = 300;

  private static final Color LINE = CurveColour.BLUE.line();
  private static final Color MARK = CurveColour.VERMILION.line();

  private final List<RoundStatistics> rounds;
  private final Axes axes;
  private final int each;

  /**
   * @param rounds at least one
   */
  DensityPanel(List<RoundStatistics> rounds, double left, double top, double width, double height) {
    this.rounds = rounds;
    int first = rounds.get(0).round();
    int last = rounds.get(rounds.size() - 1).round();
    double most = rounds.stream().mapToDouble(RoundStatistics::density).max().orElse(0);
    this.axes =
        new Axes(
            left,
            top,
            width,
            height,
            first,
            Math.max(first + 1, last),
            most == 0 ? 1 : Axes.end(most));
    this.each = (rounds.size() + MOST_POINTS - 1) / MOST_POINTS;
  }

  void draw(Canvas canvas, int round) {
    axes.draw(
        canvas,
        each == 1
            ? "density"
            : String.format(Locale.ROOT, "density (each point the mean of %d rounds)", each),
        "round");
    canvas.begin("density");
    double beforeX = 0;
    double beforeY = 0;
    for (int from = 0; from < rounds.size(); from += each) {
      List<RoundStatistics> several = rounds.subList(from, Math.min(rounds.size(), from + each));
      double x = axes.x(mean(several.stream().mapToDouble(RoundStatistics::round).toArray()));
      double y = axes.y(mean(several.stream().mapToDouble(RoundStatistics::density).toArray()));
      if (from > 0) {
        canvas.line(beforeX, beforeY, x, y, LINE, 2);
      }
      beforeX = x;
      beforeY = y;
    }
    RoundStatistics marked = rounds.get(round - rounds.get(0).round());
    canvas.disc(axes.x(round), axes.y(marked.density()), 5, MARK, Color.WHITE, 1);
    canvas.end();
  }

  private static double mean(double[] numbers) {
    double sum = 0;
    for (double number : numbers) {
      sum += number;
    }
    return sum / numbers.length;
  }
}
