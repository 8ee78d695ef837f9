package org.hyperprism.report.page;

import java.util.List;
import java.util.stream.IntStream;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.report.figure.Figure;
import org.hyperprism.report.figure.FigureSize;
import org.hyperprism.report.links.RoundGraphs;
import org.hyperprism.topology.LinkSchedule;

/**
 * The graphs of the rounds of a run as an element of HTML for a notebook: a film to go through by
 * buttons or a slider. It is a page within the notebook's, so that the style and the script of
 * neither concern the other.
 */
public final class GraphFrame {

  private static final String TITLE = "Graph of a round";

  /** Beyond it notebooks cut off what a paragraph prints, or take long to show it. */
  private static final int BYTES = 200_000;

  /** Pixels that the drawing takes at most, as the style says, and the page's margins. */
  private static final int DRAWING = 620;

  private static final int WIDTH = DRAWING + 40;

  /** Pixels for the title, the buttons and the note. */
  private static final int AROUND = 220;

  private GraphFrame() {}

  /**
   * The element.
   *
   * @param rounds from the first to this one
   * @throws ConfigurationException if no graph of such links is drawn
   */
  public static String html(LinkSchedule schedule, int rounds) {
    if (schedule.isDirected()) {
      throw new ConfigurationException(
          "the links carry one way, and the graph of a round is drawn of links that carry both ways; expected another links.kind (or links.oneWay = false for a trace)");
    }
    if (schedule.devices() > RoundGraphs.MOST_DEVICES) {
      throw new ConfigurationException(
          "there are %d devices, which cannot be told apart in a drawing; expected %d at most"
              .formatted(schedule.devices(), RoundGraphs.MOST_DEVICES));
    }
    List<Integer> all = IntStream.rangeClosed(1, rounds).boxed().toList();
    Figure figure = LinkFigures.graph("graph", TITLE, schedule, all, BYTES, "");
    Html page = PageFiles.begun(TITLE).add("<main>");
    ReportPage.figure(page, figure);
    double drawn = figure.plot().height(FigureSize.PAGE) * DRAWING / FigureSize.PAGE.width();
    return new Html()
        .add(
            "<iframe title=\"%s\" width=\"%s\" height=\"%s\" srcdoc=\"%s\"></iframe>",
            TITLE,
            Integer.toString(WIDTH),
            Integer.toString((int) Math.ceil(drawn) + AROUND),
            PageFiles.end(page.add("</main>")))
        .toString();
  }
}
