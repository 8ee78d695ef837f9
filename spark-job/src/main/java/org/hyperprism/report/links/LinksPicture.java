package org.hyperprism.report.links;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hyperprism.picture.Drawing;
import org.hyperprism.report.drawing.BitmapCanvas;
import org.hyperprism.report.drawing.Canvas;
import org.hyperprism.report.drawing.SvgCanvas;
import org.hyperprism.topology.DevicePositions;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.statistics.LinkStatistics;

/**
 * The graph of a round, the density over the rounds and the degrees of all rounds, 1180 by 790
 * pixels, still or as a film of the rounds. Still pictures of the same links have the same bytes;
 * letters are those of this machine, except in SVG, which has none of its own.
 */
public final class LinksPicture {

  /** A film of more rounds than this leaves out some, at equal distances. */
  public static final int MOST_FRAMES = 200;

  private static final int WIDTH = 1180;

  /** Hundredths of a second that a round stays. */
  private static final int DELAY = 35;

  private static final double PANEL_LEFT = 765;
  private static final double PANEL_WIDTH = 380;
  private static final double PANEL_HEIGHT = 240;

  private final String name;
  private final LinkSchedule schedule;
  private final DensityPanel density;
  private final DegreePanel degrees;

  /**
   * @param name of the links, the title
   * @param statistics of all rounds that will be drawn
   */
  public LinksPicture(String name, LinkSchedule schedule, LinkStatistics statistics) {
    this.name = name;
    this.schedule = schedule;
    this.density = new DensityPanel(statistics.rounds(), PANEL_LEFT, 76, PANEL_WIDTH, PANEL_HEIGHT);
    this.degrees =
        new DegreePanel(statistics.degrees(), PANEL_LEFT, 430, PANEL_WIDTH, PANEL_HEIGHT);
  }

  /** A round as the text of an SVG file. */
  public String svg(int round) {
    SvgCanvas canvas = new SvgCanvas(WIDTH, GraphPanel.HEIGHT);
    draw(canvas, graphs(List.of(round)), round);
    return canvas.svg();
  }

  /**
   * A round as a PNG file.
   *
   * @throws org.hyperprism.failure.EnvironmentException if this Java cannot draw letters
   */
  public byte[] png(int round) {
    return Drawing.of(() -> bitmap(graphs(List.of(round)), round).png());
  }

  /**
   * The rounds as an animated GIF file, a frame for each up to {@link #MOST_FRAMES}.
   *
   * @throws org.hyperprism.failure.EnvironmentException if this Java cannot draw letters
   */
  public byte[] gif(int first, int last) {
    List<Integer> rounds = new ArrayList<>();
    for (int round = first; round <= last; round += step(last - first + 1)) {
      rounds.add(round);
    }
    GraphPanel graphs = graphs(rounds);
    return AnimatedGif.of(rounds.size(), DELAY, frame -> bitmap(graphs, rounds.get(frame)).image());
  }

  /** Rounds from one frame of a film of so many rounds to the next. */
  public static int step(int rounds) {
    return (rounds + MOST_FRAMES - 1) / MOST_FRAMES;
  }

  private GraphPanel graphs(List<Integer> rounds) {
    List<DevicePositions> places =
        rounds.stream().map(schedule::positions).flatMap(Optional::stream).toList();
    return new GraphPanel(name, schedule.devices(), places);
  }

  private BitmapCanvas bitmap(GraphPanel graphs, int round) {
    BitmapCanvas canvas = new BitmapCanvas(WIDTH, GraphPanel.HEIGHT);
    draw(canvas, graphs, round);
    return canvas;
  }

  private void draw(Canvas canvas, GraphPanel graphs, int round) {
    graphs.draw(canvas, round, schedule.graph(round), schedule.positions(round));
    density.draw(canvas, round);
    degrees.draw(canvas);
  }
}
