package org.hyperprism.report.links;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hyperprism.report.CurveColour;
import org.hyperprism.report.drawing.Canvas;
import org.hyperprism.report.drawing.Ink;
import org.hyperprism.topology.DevicePositions;
import org.hyperprism.topology.Graph;

/**
 * The graph of a round: devices at their places in metres, or on a circle where places are not
 * known; the largest connected component in one colour, the others in a second, devices without
 * links hollow.
 */
final class GraphPanel {

  static final int WIDTH = 720;
  static final int HEIGHT = 790;
  private static final double SIDE = 640;
  private static final double LEFT = (WIDTH - SIDE) / 2;
  private static final double BOTTOM = 76 + SIDE;
  private static final double LEGEND = BOTTOM + 46;

  /** With more devices than this their numbers would not be legible. */
  private static final int MOST_NUMBERS = 120;

  /** With more links than this a picture is a blot, and an SVG file a burden. */
  private static final long MOST_LINKS = 100_000;

  /** Distance between two neighbours on the circle or in a grid, in radii. */
  private static final double SPACING = 2.6;

  static final Color INK = Ink.TEXT;
  static final Color FAINT = Ink.FAINT;
  static final Color FRAME = Ink.GRID;
  private static final Color LINK = new Color(88, 110, 132);
  private static final Color LARGEST = CurveColour.BLUE.line();
  private static final Color OTHER = CurveColour.ORANGE.line();

  private final String name;
  private final int devices;
  private final Plane plane;

  /**
   * @param name of the trace, the title
   * @param places of the devices in all rounds that will be drawn, so that the pictures fit
   *     together; none where they are not known
   */
  public GraphPanel(String name, int devices, List<DevicePositions> places) {
    this.name = name;
    this.devices = devices;
    this.plane = Plane.of(places, LEFT, BOTTOM, SIDE);
  }

  /** Draws a round into the left of the picture. */
  void draw(Canvas canvas, int round, Graph graph, Optional<DevicePositions> places) {
    double[][] at = plane.pixels(devices, places);
    title(canvas, round, graph);
    if (!plane.isCircle()) {
      canvas.frame(LEFT, BOTTOM - SIDE, SIDE, SIDE, FRAME);
      scaleBar(canvas);
    }
    canvas.begin("links");
    drawLinks(canvas, graph, at);
    canvas.end();
    canvas.begin("devices");
    drawDevices(canvas, graph, at);
    canvas.end();
    legend(canvas);
  }

  private void drawLinks(Canvas canvas, Graph graph, double[][] at) {
    if (graph.links() > MOST_LINKS) {
      return;
    }
    Color link = new Color(LINK.getRed(), LINK.getGreen(), LINK.getBlue(), opacity(graph.links()));
    for (int device = 0; device < devices; device++) {
      for (int e = 0; e < graph.degree(device); e++) {
        int other = graph.neighbour(device, e);
        if (other > device) {
          canvas.line(at[device][0], at[device][1], at[other][0], at[other][1], link, 1.3);
        }
      }
    }
  }

  private void drawDevices(Canvas canvas, Graph graph, double[][] at) {
    double radius = radius();
    int[] component = graph.components();
    int largest = largest(component);
    for (int device = 0; device < devices; device++) {
      boolean alone = graph.degree(device) == 0;
      Color colour = component[device] == largest ? LARGEST : OTHER;
      canvas.disc(
          at[device][0],
          at[device][1],
          radius,
          alone ? Color.WHITE : colour,
          alone ? FAINT : Color.WHITE,
          alone ? 1.4 : 1);
      if (devices <= MOST_NUMBERS) {
        int size = (int) Math.round(radius * (devices > 100 ? 0.8 : 1));
        canvas.text(
            Integer.toString(device),
            at[device][0],
            at[device][1] + 0.36 * size,
            Canvas.Anchor.MIDDLE,
            Canvas.Letters.plain(size, alone ? FAINT : Color.WHITE));
      }
    }
  }

  private void title(Canvas canvas, int round, Graph graph) {
    canvas.text(name, LEFT, 34, Canvas.Anchor.START, Canvas.Letters.bold(18, INK));
    double pairs = 0.5 * devices * (devices - 1);
    int[] component = graph.components();
    long components = Arrays.stream(component).distinct().count();
    canvas.text(
        String.format(
            Locale.ROOT,
            "%d links%s, density %.3f, %d %s",
            graph.links(),
            graph.links() > MOST_LINKS ? " (too many to draw)" : "",
            pairs == 0 ? 0 : graph.links() / pairs,
            components,
            components == 1 ? "component" : "components"),
        LEFT,
        58,
        Canvas.Anchor.START,
        Canvas.Letters.plain(14, FAINT));
    canvas.text(
        "round " + round, WIDTH - LEFT, 58, Canvas.Anchor.END, Canvas.Letters.plain(14, INK));
  }

  private void scaleBar(Canvas canvas) {
    double metres = plane.barMetres();
    double right = WIDTH - LEFT;
    double y = BOTTOM + 14;
    canvas.line(right - metres * plane.scale(), y, right, y, FAINT, 2);
    String text = metres >= 1 ? Long.toString(Math.round(metres)) : Double.toString(metres);
    canvas.text(text + " m", right, y + 18, Canvas.Anchor.END, Canvas.Letters.plain(13, FAINT));
  }

  private void legend(Canvas canvas) {
    double x = LEFT + 8;
    x = entry(canvas, x, "largest component", LARGEST, Color.WHITE);
    x = entry(canvas, x, "other components", OTHER, Color.WHITE);
    entry(canvas, x, "no links", Color.WHITE, FAINT);
  }

  private static double entry(Canvas canvas, double x, String text, Color fill, Color rim) {
    canvas.disc(x, LEGEND - 24, 6, fill, rim, 1.4);
    canvas.text(text, x + 12, LEGEND - 19, Canvas.Anchor.START, Canvas.Letters.plain(13, INK));
    return x + 34 + 7.4 * text.length();
  }

  private double radius() {
    double ofCircle = SIDE * 0.46 * 2 * Math.PI / Math.max(1, devices) / SPACING;
    double ofPlane = SIDE / Math.sqrt(Math.max(1, devices)) / (2 * SPACING);
    return Math.max(1.5, Math.min(12, plane.isCircle() ? ofCircle : ofPlane));
  }

  /** Fainter where there are many, so that the devices and the pattern stay visible. */
  private static int opacity(long links) {
    return (int) Math.max(18, Math.min(190, 190 * Math.sqrt(60.0 / Math.max(1, links))));
  }

  /** The name of the component with the most devices, the first of equals. */
  static int largest(int[] component) {
    int[] size = new int[component.length];
    int largest = 0;
    for (int name : component) {
      size[name]++;
    }
    for (int name = 0; name < size.length; name++) {
      largest = size[name] > size[largest] ? name : largest;
    }
    return largest;
  }
}
