package org.hyperprism.report.figure;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hyperprism.report.CurveColour;
import org.hyperprism.report.drawing.Canvas;
import org.hyperprism.report.drawing.Ink;

/**
 * Graphs over the same devices, one round at a time: the largest connected component in one colour,
 * the others in a second, devices without links hollow.
 *
 * @param rounds at least one, in order
 * @param isCircle whether places mean nothing, so that devices stand in order on a circle
 */
public record GraphPlot(List<Round> rounds, boolean isCircle) implements SteppedPlot {

  /** With more devices than this their numbers would not be legible. */
  private static final int MOST_NUMBERS = 60;

  /** Size of these numbers, in letters. */
  private static final double NUMBERS = 0.92;

  /** Radius of the circle on which devices stand, in widths of the figure. */
  private static final double CIRCLE = 0.46;

  private static final Legend LEGEND =
      new Legend(Arrays.stream(Standing.values()).map(GraphPlot::entry).toList());

  /** Of which kind a device is in a round. */
  public enum Standing {
    LARGEST("largest component"),
    OTHER("other components"),
    ALONE("no links");

    private final String words;

    Standing(String words) {
      this.words = words;
    }
  }

  /**
   * One round.
   *
   * @param round from 1
   * @param x of each device, from the left edge of a square of side 1
   * @param y of each device, from its upper edge
   * @param lines the two devices of each link that is drawn
   * @param standing of each device
   * @param links that there are, drawn or not
   * @param components connected components, a lone device being one
   */
  public record Round(
      int round,
      double[] x,
      double[] y,
      List<int[]> lines,
      List<Standing> standing,
      long links,
      int components) {

    public Round {
      lines = List.copyOf(lines);
      standing = List.copyOf(standing);
    }

    private int count(Standing wanted) {
      return (int) standing.stream().filter(each -> each == wanted).count();
    }

    private double density() {
      double pairs = 0.5 * standing.size() * (standing.size() - 1);
      return pairs == 0 ? 0 : links / pairs;
    }

    private String words() {
      return "Round %s: %s, %s %% of all pairs, %s"
          .formatted(
              Integer.toString(round),
              Numbers.count((int) links, "link"),
              Numbers.fixed(100 * density(), 1),
              Numbers.count(components, "component"));
    }
  }

  public GraphPlot {
    rounds = List.copyOf(rounds);
  }

  @Override
  public List<String> steps() {
    return rounds.stream().map(Round::words).toList();
  }

  @Override
  public double height(FigureSize size) {
    return top(size) + size.width() + LEGEND.height(size) + size.length(8);
  }

  private static double top(FigureSize size) {
    return 1.6 * size.letters();
  }

  /** A device's radius; they do not touch on the circle. */
  private double radius(FigureSize size) {
    int devices = Math.max(1, rounds.get(0).standing.size());
    double room = isCircle ? Math.PI / devices : 0.5 / Math.sqrt(devices);
    return Math.max(size.length(1), Math.min(size.length(7), 0.38 * room * size.width()));
  }

  @Override
  public void drawFrame(Canvas canvas, FigureSize size) {
    if (!isCircle) {
      canvas.frame(0, top(size), size.width(), size.width(), Ink.GRID);
    } else if (isNumbered()) {
      numberDevices(canvas, size);
    }
    LEGEND.draw(canvas, top(size) + size.width() + size.length(4), size);
  }

  /** How much smaller than the figure the circle is, so that numbers have room beyond it. */
  private double shrinking(FigureSize size) {
    if (!isNumbered()) {
      return 1;
    }
    double room = radius(size) + 1.2 * NUMBERS * size.letters();
    return Math.min(1, (0.5 * size.width() - room) / (CIRCLE * size.width()));
  }

  private boolean isNumbered() {
    return isCircle && rounds.get(0).standing.size() <= MOST_NUMBERS;
  }

  private static double place(double share, double factor, FigureSize size) {
    return (0.5 + factor * (share - 0.5)) * size.width();
  }

  /** Beyond the circle, seen from its middle. */
  private void numberDevices(Canvas canvas, FigureSize size) {
    Round first = rounds.get(0);
    Canvas.Letters letters = Canvas.Letters.plain(NUMBERS * size.letters(), Ink.FAINT);
    double away = shrinking(size) + (radius(size) + 0.6 * letters.size()) / (CIRCLE * size.width());
    for (int device = 0; device < first.x.length; device++) {
      canvas.text(
          Integer.toString(device),
          place(first.x[device], away, size),
          top(size) + place(first.y[device], away, size) + 0.35 * letters.size(),
          Canvas.Anchor.MIDDLE,
          letters);
    }
  }

  @Override
  public void drawStep(Canvas canvas, FigureSize size, int step) {
    Round round = rounds.get(step);
    canvas.text(
        "round " + round.round,
        0,
        size.letters(),
        Canvas.Anchor.START,
        Canvas.Letters.plain(size.letters(), Ink.TEXT));
    double[] x = new double[round.x.length];
    double[] y = new double[round.y.length];
    for (int device = 0; device < x.length; device++) {
      x[device] = tenths(place(round.x[device], shrinking(size), size));
      y[device] = tenths(top(size) + place(round.y[device], shrinking(size), size));
    }
    List<double[]> links = new ArrayList<>();
    for (int[] ends : round.lines) {
      links.add(new double[] {x[ends[0]], y[ends[0]], x[ends[1]], y[ends[1]]});
    }
    if (!links.isEmpty()) {
      Color link =
          new Color(
              Ink.FAINT.getRed(), Ink.FAINT.getGreen(), Ink.FAINT.getBlue(), opacity(links.size()));
      canvas.strokes(links, link, size.length(1));
    }
    for (Standing standing : Standing.values()) {
      List<double[]> dots = new ArrayList<>();
      for (int device = 0; device < x.length; device++) {
        if (round.standing.get(device) == standing) {
          dots.add(new double[] {x[device], y[device], x[device], y[device]});
        }
      }
      dots(canvas, dots, standing, radius(size), size);
    }
  }

  private static Legend.Entry entry(Standing standing) {
    return new Legend.Entry(
        standing.words,
        (canvas, middle, y, size) ->
            dots(
                canvas,
                List.of(new double[] {middle, y, middle, y}),
                standing,
                size.length(6),
                size));
  }

  private static void dots(
      Canvas canvas, List<double[]> dots, Standing standing, double radius, FigureSize size) {
    if (dots.isEmpty()) {
      return;
    }
    Color colour =
        switch (standing) {
          case LARGEST -> CurveColour.BLUE.line();
          case OTHER -> CurveColour.ORANGE.line();
          case ALONE -> Ink.FAINT;
        };
    canvas.strokes(dots, colour, 2 * radius);
    if (standing == Standing.ALONE) {
      canvas.strokes(dots, Color.WHITE, Math.max(radius / 2, 2 * radius - size.length(2.6)));
    }
  }

  /** Enough for eyes, and short in a file. */
  private static double tenths(double pixels) {
    return Math.rint(10 * pixels) / 10;
  }

  /** Fainter where there are many, so that the devices and the pattern stay visible. */
  private static int opacity(int links) {
    return (int) Math.max(24, Math.min(190, 190 * Math.sqrt(90.0 / links)));
  }

  @Override
  public NumberTable numbers() {
    List<List<String>> rows = new ArrayList<>();
    for (Round round : rounds) {
      rows.add(
          List.of(
              Integer.toString(round.round),
              Long.toString(round.links),
              Numbers.text(100 * round.density()),
              Integer.toString(round.components),
              Integer.toString(Math.max(1, round.count(Standing.LARGEST))),
              Integer.toString(round.count(Standing.ALONE))));
    }
    return new NumberTable(
        List.of(
            "round",
            "links",
            "links in % of all pairs",
            "components",
            "devices in the largest",
            "devices without links"),
        rows);
  }
}
