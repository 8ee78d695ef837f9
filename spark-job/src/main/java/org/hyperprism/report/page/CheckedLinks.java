package org.hyperprism.report.page;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.hyperprism.failure.DataException;
import org.hyperprism.report.comparison.Series;
import org.hyperprism.report.figure.Numbers;
import org.hyperprism.report.figure.Thinned;
import org.hyperprism.report.links.MethodLinks;
import org.hyperprism.results.RoundMetrics;
import org.hyperprism.results.recorded.RecordedRun;
import org.hyperprism.topology.Graph;

/**
 * The links of a series, as its settings give them and its files have them: those of its first run.
 *
 * @param method the schedule and its mixing
 * @param links number of links by round, as recorded
 */
record CheckedLinks(MethodLinks method, TreeMap<Integer, Double> links) {

  /** In all rounds that are held against what a run recorded. */
  private static final double LINKS_TO_CHECK = 2e6;

  List<Integer> rounds() {
    return List.copyOf(links.keySet());
  }

  double mostLinks() {
    return links.values().stream().mapToDouble(each -> each).max().orElse(0);
  }

  /** The links, if they are as many as the run recorded. */
  static CheckedLinks checked(Series series, RunLinks links) {
    RecordedRun run = series.runs().get(0);
    if (!hasCommonClock(run)) {
      throw new DataException(
          "its devices have no common clock, and meet in pairs among the links that are up");
    }
    TreeMap<Integer, Double> recorded = new TreeMap<>();
    for (int row : RecordedRun.rowsOf(run.rounds(), series.method())) {
      OptionalDouble round = run.rounds().number(row, RoundMetrics.ROUND);
      OptionalDouble number = run.rounds().number(row, RoundMetrics.EDGES);
      if (round.isPresent() && number.isPresent()) {
        recorded.put((int) round.getAsDouble(), number.getAsDouble());
      }
    }
    if (recorded.isEmpty()) {
      throw new DataException("the files do not say how many links there were");
    }
    CheckedLinks found = new CheckedLinks(links.of(run, series.method()), recorded);
    int looks = (int) Math.max(2, Math.min(10, LINKS_TO_CHECK / Math.max(1, found.mostLinks())));
    for (Map.Entry<Integer, Double> each : Thinned.of(List.copyOf(recorded.entrySet()), looks)) {
      int round = each.getKey();
      Graph graph = found.method.schedule().graph(round);
      if (Math.abs(graph.links() - each.getValue()) > 0.5) {
        throw new DataException(
            "its settings give %s here in round %s, and %s recorded %s: %s"
                .formatted(
                    Numbers.count((int) graph.links(), "link"),
                    Integer.toString(round),
                    run.name(),
                    Numbers.text(each.getValue()),
                    why(run, graph.links() > each.getValue())));
      }
    }
    return found;
  }

  /** Whether its links are those of rounds; otherwise they are meetings of two devices each. */
  static boolean hasCommonClock(RecordedRun run) {
    return List.of("common", RecordedRun.NO_SETTING).contains(run.setting("asynchrony.clock"));
  }

  private static String why(RecordedRun run, boolean hadFewer) {
    boolean lateOnesHadNone =
        run.setting("time.enabled").equals("true")
            && run.setting("time.late").equals("renormalise")
            && !run.setting("time.deadline").equals("none");
    if (hadFewer && hasClock(run)) {
      return "devices that were away had none, and the files do not say which these were";
    }
    return hadFewer && lateOnesHadNone
        ? "devices that were late had none"
        : "another version or another trace made them";
  }

  /** Whether who was there depended on what rounds took. */
  private static boolean hasClock(RecordedRun run) {
    String joules = run.setting("availability.battery.joules");
    return run.setting("availability.unit").equals("seconds")
        || !(joules.equals("none") || joules.equals(RecordedRun.NO_SETTING));
  }
}
