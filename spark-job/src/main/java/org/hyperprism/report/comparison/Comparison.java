package org.hyperprism.report.comparison;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hyperprism.report.CurveColour;
import org.hyperprism.results.Summary;
import org.hyperprism.results.recorded.RecordedRun;

/**
 * Runs side by side.
 *
 * @param runs as they were given
 * @param differences what is not the same in all runs
 * @param series what is compared: methods, with the settings that differ
 */
public record Comparison(
    List<RecordedRun> runs, List<Difference> differences, List<Series> series) {

  /** More series than colours cannot be told apart in one figure. */
  private static final int MOST_SHOWN = CurveColour.values().length;

  public Comparison {
    runs = List.copyOf(runs);
    differences = List.copyOf(differences);
    series = List.copyOf(series);
  }

  /** Finds out what differs and what is repeated. */
  public static Comparison of(List<RecordedRun> runs) {
    List<RecordedRun> begun = begun(runs);
    List<Difference> differences = Difference.between(begun);
    return new Comparison(runs, differences, new Grouping(begun, differences).series());
  }

  /** The runs that have begun, and so have settings. */
  public List<RecordedRun> begun() {
    return begun(runs);
  }

  private static List<RecordedRun> begun(List<RecordedRun> runs) {
    return runs.stream().filter(run -> !run.settings().isEmpty()).toList();
  }

  /**
   * The only setting in which series of a method differ, if its values are numbers: what to hold
   * their accuracies against.
   */
  public Optional<String> onlyNumber() {
    List<String> keys = series.stream().flatMap(each -> each.keys().stream()).distinct().toList();
    boolean numbers =
        keys.size() == 1
            && series.stream()
                .allMatch(each -> Grouping.number(each.setting(keys.get(0))).isPresent());
    return numbers ? Optional.of(keys.get(0)) : Optional.empty();
  }

  /** Whether figures show fewer series than there are. */
  public boolean isReduced() {
    return shown().size() < series.size();
  }

  /**
   * The series that figures show: all of them, if they can be told apart; otherwise of each method
   * the one with the highest final accuracy, as many as there are colours at most.
   */
  public List<Series> shown() {
    if (series.size() <= MOST_SHOWN) {
      return series;
    }
    Map<String, Series> best = new LinkedHashMap<>();
    for (Series each : series) {
      best.merge(
          each.method(),
          each,
          (one, other) -> finalAccuracy(other) > finalAccuracy(one) ? other : one);
    }
    List<Series> ranked = new ArrayList<>(best.values());
    ranked.sort(Comparator.comparingDouble(Comparison::finalAccuracy).reversed());
    List<Series> kept = ranked.subList(0, Math.min(MOST_SHOWN, ranked.size()));
    return best.values().stream().filter(kept::contains).toList();
  }

  /** Mean final accuracy over the runs of a series, in [0, 1]; -1 without any. */
  public static double finalAccuracy(Series series) {
    List<Double> accuracies = series.finalAccuracies();
    return accuracies.isEmpty() ? -1 : Spread.of(accuracies).mean();
  }

  /** The evaluated series, the highest final accuracy first. */
  public List<Series> ranking() {
    return series.stream()
        .filter(each -> !each.finalAccuracies().isEmpty())
        .sorted(Comparator.comparingDouble(Comparison::finalAccuracy).reversed())
        .toList();
  }

  /** 95 % of the lowest of the shown series' best accuracies; empty without evaluation. */
  public OptionalDouble target() {
    return shown().stream()
        .map(Series::bestAccuracies)
        .filter(accuracies -> !accuracies.isEmpty())
        .mapToDouble(accuracies -> Spread.of(accuracies).mean())
        .min()
        .stream()
        .map(lowest -> Summary.TARGET_SHARE * lowest)
        .findFirst();
  }
}
