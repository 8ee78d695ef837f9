package org.hyperprism.report.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hyperprism.report.comparison.Series;
import org.hyperprism.report.figure.Thinned;
import org.hyperprism.topology.Graph;

/** The links of the series that a page draws, as far as they follow from the runs' settings. */
final class KnownLinks {

  /** Rounds whose links are counted for a figure, at even distances. */
  static final int MOST_ROUNDS = 200;

  /** In all rounds that are counted, about. */
  private static final double MOST_LINKS = 2e7;

  private final Map<Series, CheckedLinks> known = new LinkedHashMap<>();
  private final Map<Series, String> unknown = new LinkedHashMap<>();

  KnownLinks(Drawn drawn, RunLinks links) {
    for (Series series : drawn.styles().keySet()) {
      try {
        known.put(series, CheckedLinks.checked(series, links));
      } catch (RuntimeException reason) {
        // Schedules of plug-ins may throw anything.
        unknown.put(series, String.valueOf(reason.getMessage()));
      }
    }
  }

  /** Those that are known, in order. */
  Map<Series, CheckedLinks> all() {
    return known;
  }

  /** Why those of the others are not. */
  List<String> missing(String what) {
    List<String> missing = new ArrayList<>();
    unknown.forEach(
        (series, why) -> missing.add("%s of %s: %s".formatted(what, series.name(), why)));
    return missing;
  }

  /** Rounds of a series whose links can be counted in a moment, at even distances. */
  static List<Integer> counted(CheckedLinks links) {
    double each = Math.max(1, links.mostLinks() + links.method().schedule().devices());
    int most = (int) Math.max(2, Math.min(MOST_ROUNDS, MOST_LINKS / each));
    return Thinned.of(links.rounds(), most);
  }

  /**
   * How many neighbours each device has, in the mean over the counted rounds: float64[devices];
   * empty where that is not known, or links carry one way.
   */
  Optional<double[]> degrees(Series series) {
    CheckedLinks links = known.get(series);
    if (links == null || links.method().schedule().isDirected()) {
      return Optional.empty();
    }
    List<Integer> rounds = counted(links);
    double[] degrees = new double[links.method().schedule().devices()];
    for (int round : rounds) {
      Graph graph = links.method().schedule().graph(round);
      for (int device = 0; device < degrees.length; device++) {
        degrees[device] += graph.degree(device) / (double) rounds.size();
      }
    }
    return Optional.of(degrees);
  }
}
