package org.hyperprism.report.comparison;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hyperprism.report.Curve;
import org.hyperprism.report.Quantity;
import org.hyperprism.report.figure.Numbers;
import org.hyperprism.results.recorded.RecordedRun;

/** What a comparison says in one sentence, made from its numbers. */
public final class Headline {

  private Headline() {}

  /** The sentence. */
  public static String of(Comparison comparison) {
    List<Series> ranking = comparison.ranking();
    if (ranking.isEmpty()) {
      return withoutAccuracy(comparison);
    }
    Series first = ranking.get(0);
    if (ranking.size() == 1) {
      return "%s %s at a mean accuracy of %s after %s%s."
          .formatted(
              first.name(),
              verb(first),
              percent(first),
              Numbers.count(first.lastEvaluatedRound(), "round"),
              seeds(first));
    }
    Series second =
        ranking.stream()
            .filter(each -> !each.method().equals(first.method()))
            .findFirst()
            .orElse(ranking.get(1));
    double points = 100 * (Comparison.finalAccuracy(first) - Comparison.finalAccuracy(second));
    String lead =
        "%s %s %s, at a mean accuracy of %s after %s%s: %s points above %s (%s)"
            .formatted(
                first.name(),
                verb(first),
                ranking.size() == 2 ? "ahead" : "highest of " + ranking.size(),
                percent(first),
                Numbers.count(first.lastEvaluatedRound(), "round"),
                seeds(first),
                Numbers.fixed(points, 2),
                second.name(),
                percent(second));
    String rounds =
        second.lastEvaluatedRound() == first.lastEvaluatedRound()
            ? ""
            : " after " + Numbers.count(second.lastEvaluatedRound(), "round");
    return lead + rounds + paired(first, second).orElse("") + ".";
  }

  /** In how many of the seeds that both have the first is ahead. */
  private static Optional<String> paired(Series first, Series second) {
    int both = 0;
    int ahead = 0;
    for (RecordedRun run : first.runs()) {
      String seed = run.setting(RecordedRun.SEED);
      OptionalDouble one = first.finalAccuracy(seed);
      OptionalDouble other = second.finalAccuracy(seed);
      if (one.isPresent() && other.isPresent()) {
        both++;
        ahead += one.getAsDouble() > other.getAsDouble() ? 1 : 0;
      }
    }
    if (both < 2) {
      return Optional.empty();
    }
    return Optional.of(
        ahead == both
            ? ", ahead with each of %s seeds".formatted(both)
            : ", but ahead with only %s of %s seeds".formatted(ahead, both));
  }

  private static String withoutAccuracy(Comparison comparison) {
    for (Series series : comparison.series()) {
      List<Curve.Point> losses = series.curve(Quantity.TRAINING_LOSS);
      if (!losses.isEmpty()) {
        Curve.Point last = losses.get(losses.size() - 1);
        return "No round was evaluated, so there is no accuracy to compare; the training loss of %s went from %s in round %s to %s in round %s."
            .formatted(
                series.name(),
                Numbers.text(losses.get(0).mean()),
                losses.get(0).round(),
                Numbers.text(last.mean()),
                last.round());
      }
    }
    return "No round is recorded, so there is nothing to compare yet.";
  }

  /** A run that is not complete may go on. */
  private static String verb(Series series) {
    return series.runs().stream().allMatch(RecordedRun::complete) ? "ends" : "is";
  }

  private static String seeds(Series series) {
    return series.isRepeated() ? " (%s seeds)".formatted(series.runs().size()) : "";
  }

  private static String percent(Series series) {
    return Numbers.fixed(100 * Comparison.finalAccuracy(series), 2) + " %";
  }
}
