package org.hyperprism.report.links;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hyperprism.report.figure.GraphPlot;
import org.hyperprism.report.figure.Thinned;
import org.hyperprism.topology.DevicePositions;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.LinkSchedule;

/** Graphs of rounds for a page, as many as a given size has room for. */
public final class RoundGraphs {

  /** With more devices than this a picture of a few hundred pixels shows nothing. */
  public static final int MOST_DEVICES = 2_000;

  /** Of more links in a round so many are drawn, evenly. */
  public static final int MOST_LINKS = 3_000;

  private static final int MOST_ROUNDS = 100;

  /** About what a link and a device take in an SVG file. */
  private static final int BYTES_OF_LINK = 24;

  private static final int BYTES_OF_DEVICE = 14;
  private static final int BYTES_OF_ROUND = 600;

  private RoundGraphs() {}

  /**
   * The graphs of the rounds, or of as many of them as there is room for, at even distances.
   *
   * @param rounds at least one
   * @param bytes room in a file; the first and the last round are taken in any case
   */
  public static GraphPlot of(LinkSchedule schedule, List<Integer> rounds, int bytes) {
    long links = 0;
    List<Integer> looked = Thinned.of(rounds, 10);
    for (int round : looked) {
      links = Math.max(links, Math.min(MOST_LINKS, schedule.graph(round).links()));
    }
    long each =
        BYTES_OF_ROUND + BYTES_OF_LINK * links + BYTES_OF_DEVICE * (long) schedule.devices();
    int most = (int) Math.max(2, Math.min(MOST_ROUNDS, bytes / each));
    List<Integer> shown = Thinned.of(rounds, most);
    List<DevicePositions> places =
        shown.stream().map(schedule::positions).flatMap(Optional::stream).toList();
    Plane plane = Plane.of(places, 0, 1, 1);
    return new GraphPlot(
        shown.stream().map(round -> round(schedule, round, plane)).toList(), plane.isCircle());
  }

  private static GraphPlot.Round round(LinkSchedule schedule, int round, Plane plane) {
    Graph graph = schedule.graph(round);
    int devices = graph.devices();
    double[][] at = plane.pixels(devices, schedule.positions(round));
    int[] component = graph.components();
    int largest = GraphPanel.largest(component);
    List<int[]> lines = new ArrayList<>();
    List<GraphPlot.Standing> standing = new ArrayList<>();
    for (int device = 0; device < devices; device++) {
      for (int e = 0; e < graph.degree(device); e++) {
        if (graph.neighbour(device, e) > device) {
          lines.add(new int[] {device, graph.neighbour(device, e)});
        }
      }
      standing.add(
          graph.degree(device) == 0
              ? GraphPlot.Standing.ALONE
              : component[device] == largest
                  ? GraphPlot.Standing.LARGEST
                  : GraphPlot.Standing.OTHER);
    }
    return new GraphPlot.Round(
        round,
        Arrays.stream(at).mapToDouble(place -> place[0]).toArray(),
        Arrays.stream(at).mapToDouble(place -> place[1]).toArray(),
        Thinned.of(lines, MOST_LINKS),
        standing,
        graph.links(),
        (int) Arrays.stream(component).distinct().count());
  }
}
