package org.hyperprism.report.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.hyperprism.report.Quantity;
import org.hyperprism.report.comparison.Series;
import org.hyperprism.report.figure.Figure;
import org.hyperprism.report.figure.GraphPlot;
import org.hyperprism.report.figure.LinePlot;
import org.hyperprism.report.figure.SeriesStyle;
import org.hyperprism.report.figure.Thinned;
import org.hyperprism.report.links.MethodLinks;
import org.hyperprism.report.links.RoundGraphs;
import org.hyperprism.results.recorded.RecordedRun;
import org.hyperprism.topology.LinkSchedule;

/** What links did over the rounds: as runs recorded it, and as it follows from their settings. */
final class LinkFigures {

  private static final int MOST_GAPS = 200;
  private static final int FEWEST_GAPS = 3;

  /** For the spectral gaps of a page, about. */
  private static final double SECONDS = 8;

  private static final int MOST_GRAPHS = 4;

  /** For the graphs of a page. */
  private static final int BYTES_OF_GRAPHS = 700_000;

  private final Drawn drawn;
  private final KnownLinks links;
  private final Map<Series, CheckedLinks> known;

  /** Series with the same graphs. */
  private record Alike(List<String> names, CheckedLinks links) {}

  LinkFigures(Drawn drawn, KnownLinks links) {
    this.drawn = drawn;
    this.links = links;
    this.known = links.all();
  }

  Section section() {
    List<Figure> figures = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    linksOrMeetings(figures, missing);
    List<LinePlot.Line> smallest = drawn.lines(Quantity.SMALLEST_WEIGHT);
    if (smallest.isEmpty()) {
      missing.add("smallest mixing weight: the files do not have it");
    } else {
      LinePlot plot = plot("smallest mixing weight, zeta", smallest);
      figures.add(
          new Figure(
              "smallest-weight-rounds",
              "Smallest mixing weight over rounds",
              Drawn.ends(smallest),
              drawn.bands(plot),
              plot));
    }
    List<LinePlot.Line> present = drawn.lines(Quantity.PRESENT);
    if (!present.isEmpty()) {
      figures.add(
          figure(
              "present-rounds",
              "Devices that are there over rounds",
              "devices that are there",
              together(present),
              ""));
    }
    missing.addAll(links.missing("components, spectral gap and graphs"));
    components(figures);
    gaps(figures, missing);
    graphs(figures, missing);
    return new Section("links", "Links", figures, missing);
  }

  /** What runs recorded as links: without a common clock, how many pairs of devices met. */
  private void linksOrMeetings(List<Figure> figures, List<String> missing) {
    List<LinePlot.Line> links = new ArrayList<>();
    List<LinePlot.Line> meetings = new ArrayList<>();
    for (LinePlot.Line line : drawn.lines(Quantity.LINKS)) {
      RecordedRun run = firstRun(line.name());
      if (CheckedLinks.hasCommonClock(run)) {
        links.add(scaled(line, pairs(run)));
      } else {
        meetings.add(line);
      }
    }
    links.removeIf(line -> line.points().isEmpty());
    if (links.isEmpty() && meetings.isEmpty()) {
      missing.add("density of the links: the files do not have them");
    }
    if (!links.isEmpty()) {
      figures.add(
          figure(
              "density-rounds",
              "Density of the links over rounds",
              "links in % of all pairs of devices",
              together(links),
              ""));
    }
    if (!meetings.isEmpty()) {
      figures.add(
          figure(
              "meetings-rounds",
              "Meetings of two devices over rounds",
              "meetings in a round",
              together(meetings),
              "One in which a device hears the other and is not heard counts a half."));
    }
  }

  private static LinePlot plot(String vertical, List<LinePlot.Line> lines) {
    return new LinePlot("round", vertical, lines, false, false);
  }

  private static Figure figure(
      String id, String title, String vertical, List<LinePlot.Line> lines, String note) {
    return new Figure(id, title, Drawn.ends(lines), note, plot(vertical, lines));
  }

  /** Into how many parts links leave the devices. */
  private void components(List<Figure> figures) {
    List<LinePlot.Line> lines = new ArrayList<>();
    for (Map.Entry<Series, CheckedLinks> each : known.entrySet()) {
      LinkSchedule schedule = each.getValue().method().schedule();
      if (!schedule.isDirected()) {
        List<LinePlot.Point> points = new ArrayList<>();
        for (int round : KnownLinks.counted(each.getValue())) {
          int parts = (int) Arrays.stream(schedule.graph(round).components()).distinct().count();
          points.add(LinePlot.Point.of(round, parts));
        }
        lines.add(new LinePlot.Line(each.getKey().name(), style(each.getKey()), points));
      }
    }
    if (!lines.isEmpty()) {
      figures.add(
          figure(
              "components-rounds",
              "Connected components over rounds",
              "connected components, a lone device being one",
              together(lines),
              "1 where every device reaches every other within the round's links."
                  + (isRepeated() ? " Of several seeds it is the number of the first run." : "")));
    }
  }

  private void gaps(List<Figure> figures, List<String> missing) {
    double seconds = 0;
    for (CheckedLinks each : known.values()) {
      seconds += each.method().secondsOfMixing(each.mostLinks());
    }
    int most = (int) Math.min(MOST_GAPS, SECONDS / seconds);
    List<LinePlot.Line> lines = new ArrayList<>();
    boolean bound = false;
    for (Map.Entry<Series, CheckedLinks> each : known.entrySet()) {
      CheckedLinks links = each.getValue();
      String name = each.getKey().name();
      if (!links.method().isSymmetric()) {
        missing.add(
            "spectral gap of %s: its mixing weights differ between the two ends of a link"
                .formatted(name));
      } else if (most < FEWEST_GAPS) {
        missing.add(
            "spectral gap of %s: so many devices and links take too long; hyperprism links show tells that of all rounds"
                .formatted(name));
      } else {
        List<Integer> rounds = Thinned.of(links.rounds(), most);
        List<MethodLinks.Mixing> mixing =
            rounds.parallelStream().map(links.method()::mixing).toList();
        bound |= mixing.stream().anyMatch(MethodLinks.Mixing::isUpperBound);
        List<LinePlot.Point> points = new ArrayList<>();
        for (int i = 0; i < rounds.size(); i++) {
          points.add(LinePlot.Point.of(rounds.get(i), mixing.get(i).gap()));
        }
        lines.add(new LinePlot.Line(name, style(each.getKey()), points));
      }
    }
    if (!lines.isEmpty()) {
      String note =
          "The gap of a round is 1 less the second largest absolute eigenvalue of its mixing matrix; 0 where links leave devices apart."
              + (isRepeated() ? " Of several seeds it is that of the first run." : "")
              + (bound ? " Eigenvalues that were not found make it an upper bound." : "");
      figures.add(
          figure(
              "spectral-gap-rounds",
              "Spectral gap of each round's mixing matrix",
              "spectral gap of the mixing matrix, 0 to 1",
              together(lines),
              note));
    }
  }

  private boolean isRepeated() {
    return known.keySet().stream().anyMatch(Series::isRepeated);
  }

  private SeriesStyle style(Series series) {
    return Objects.requireNonNull(drawn.styles().get(series));
  }

  private void graphs(List<Figure> figures, List<String> missing) {
    List<Alike> alike = new ArrayList<>();
    for (Map.Entry<Series, CheckedLinks> each : known.entrySet()) {
      String name = each.getKey().name();
      CheckedLinks links = each.getValue();
      if (links.method().schedule().isDirected()) {
        missing.add("graph of a round of %s: its links carry one way".formatted(name));
      } else if (links.method().schedule().devices() > RoundGraphs.MOST_DEVICES) {
        missing.add(
            "graph of a round of %s: more than %s devices cannot be told apart"
                .formatted(name, Integer.toString(RoundGraphs.MOST_DEVICES)));
      } else {
        add(alike, name, links);
      }
    }
    int drawnGraphs = Math.min(MOST_GRAPHS, alike.size());
    for (int i = 0; i < drawnGraphs; i++) {
      figures.add(graph(alike.get(i), i, alike.size(), BYTES_OF_GRAPHS / drawnGraphs));
    }
    for (Alike each : alike.subList(drawnGraphs, alike.size())) {
      missing.add(
          "graph of a round of %s: a page has %s such figures at most"
              .formatted(String.join(", ", each.names), Integer.toString(MOST_GRAPHS)));
    }
  }

  private static void add(List<Alike> alike, String name, CheckedLinks links) {
    for (Alike each : alike) {
      if (isSame(each.links, links)) {
        each.names.add(name);
        return;
      }
    }
    alike.add(new Alike(new ArrayList<>(List.of(name)), links));
  }

  /** Whether a few rounds have the same graphs. */
  private static boolean isSame(CheckedLinks one, CheckedLinks other) {
    return one.links().equals(other.links())
        && Thinned.of(one.rounds(), 3).stream()
            .allMatch(
                round ->
                    one.method()
                        .schedule()
                        .graph(round)
                        .hasLinksOf(other.method().schedule().graph(round)));
  }

  private Figure graph(Alike alike, int place, int of, int bytes) {
    return graph(
        "graph-" + (place + 1),
        "Graph of a round" + (of > 1 ? ": " + String.join("; ", alike.names) : ""),
        alike.links.method().schedule(),
        alike.links.rounds(),
        bytes,
        isRepeated() ? "Of several seeds these are the links of the first run." : "");
  }

  /**
   * The graphs of some rounds.
   *
   * @param schedule of links that carry both ways, between {@link RoundGraphs#MOST_DEVICES} devices
   *     at most
   * @param bytes room in the page
   * @param note what else there is to know of these links; empty for nothing
   */
  static Figure graph(
      String id,
      String title,
      LinkSchedule schedule,
      List<Integer> rounds,
      int bytes,
      String note) {
    GraphPlot plot = RoundGraphs.of(schedule, rounds, bytes);
    List<String> notes = new ArrayList<>();
    if (!note.isEmpty()) {
      notes.add(note);
    }
    if (plot.rounds().size() < rounds.size()) {
      notes.add(
          "Of %s rounds %s are shown, at even distances."
              .formatted(Integer.toString(rounds.size()), Integer.toString(plot.rounds().size())));
    }
    if (plot.rounds().stream().anyMatch(each -> each.lines().size() < each.links())) {
      notes.add(
          "Of more than %s links in a round so many are drawn."
              .formatted(Integer.toString(RoundGraphs.MOST_LINKS)));
    }
    return new Figure(id, title, plot.steps().get(0) + ".", String.join(" ", notes), plot);
  }

  /** One line where all series have the same. */
  private List<LinePlot.Line> together(List<LinePlot.Line> lines) {
    boolean same =
        lines.stream().map(LinePlot.Line::points).distinct().count() == 1
            && lines.size() > 1
            && lines.size() == drawn.styles().size();
    return same
        ? List.of(new LinePlot.Line("all series", lines.get(0).style(), lines.get(0).points()))
        : lines;
  }

  private RecordedRun firstRun(String series) {
    return drawn.styles().keySet().stream()
        .filter(each -> each.name().equals(series))
        .findFirst()
        .orElseThrow()
        .runs()
        .get(0);
  }

  private static OptionalDouble pairs(RecordedRun run) {
    try {
      double devices = Integer.parseInt(run.setting("devices"));
      return devices > 1 ? OptionalDouble.of(devices * (devices - 1) / 2) : OptionalDouble.empty();
    } catch (NumberFormatException unknown) {
      return OptionalDouble.empty();
    }
  }

  /** Links as a share of all that there could be. */
  private static LinePlot.Line scaled(LinePlot.Line line, OptionalDouble pairs) {
    if (pairs.isEmpty()) {
      return new LinePlot.Line(line.name(), line.style(), List.of());
    }
    double percent = 100 / pairs.getAsDouble();
    return new LinePlot.Line(
        line.name(),
        line.style(),
        line.points().stream()
            .map(
                point ->
                    new LinePlot.Point(
                        point.x(),
                        percent * point.low(),
                        percent * point.y(),
                        percent * point.high()))
            .toList());
  }
}
