package org.hyperprism.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.hyperprism.report.comparison.Spread;
import org.hyperprism.report.figure.Numbers;

/** Rounds to a target in words. */
final class Targets {

  private Targets() {}

  /** Such as {@code 12.3 ± 1.5}, {@code never}, or {@code never in 1 of 3}. */
  static String text(List<OptionalInt> rounds) {
    List<Double> reached = new ArrayList<>();
    for (OptionalInt round : rounds) {
      if (round.isPresent()) {
        reached.add((double) round.getAsInt());
      }
    }
    if (reached.isEmpty()) {
      return "never";
    }
    if (reached.size() < rounds.size()) {
      return "never in %s of %s".formatted(rounds.size() - reached.size(), rounds.size());
    }
    Spread spread = Spread.of(reached);
    return spread.count() == 1
        ? Numbers.fixed(spread.mean(), 0)
        : Numbers.fixed(spread.mean(), 1) + " ± " + Numbers.fixed(spread.deviation(), 1);
  }
}
