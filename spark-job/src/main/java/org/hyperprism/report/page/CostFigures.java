package org.hyperprism.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.hyperprism.report.comparison.Comparison;
import org.hyperprism.report.comparison.Series;
import org.hyperprism.report.comparison.Spread;
import org.hyperprism.report.figure.DotPlot;
import org.hyperprism.report.figure.Figure;
import org.hyperprism.report.figure.Numbers;
import org.hyperprism.report.figure.StackPlot;
import org.hyperprism.results.RoundMetrics;

/** Rounds to the target and seconds of each phase. */
final class CostFigures {

  private final Comparison comparison;
  private final Drawn drawn;

  CostFigures(Comparison comparison, Drawn drawn) {
    this.comparison = comparison;
    this.drawn = drawn;
  }

  Section costs() {
    List<Figure> figures = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    OptionalDouble target = comparison.target();
    if (target.isPresent()) {
      figures.add(roundsToTarget(target.getAsDouble()));
    } else {
      missing.add("rounds to a target: no round was evaluated");
    }
    List<StackPlot.Bar> bars = new ArrayList<>();
    for (Series series : drawn.styles().keySet()) {
      double steps = Spread.of(series.totals(RoundMetrics.SECONDS_LOCAL_STEPS)).mean();
      double mean = Spread.of(series.totals(RoundMetrics.SECONDS_AGGREGATION)).mean();
      if (steps + mean > 0) {
        bars.add(new StackPlot.Bar(series.name(), List.of(steps, mean)));
      }
    }
    if (bars.isEmpty()) {
      missing.add("time by phase: the files do not have it");
    } else {
      figures.add(
          new Figure(
              "seconds-phases",
              "Time by phase",
              "Core seconds over all rounds. " + words(bars),
              "Core seconds over all rounds and partitions, the mean over runs; they depend on the"
                  + " machine.",
              new StackPlot("core seconds", List.of("local steps", "aggregation"), bars)));
    }
    return new Section("costs", "Rounds and time", figures, missing);
  }

  private static String words(List<StackPlot.Bar> bars) {
    List<String> words = new ArrayList<>();
    for (StackPlot.Bar bar : bars) {
      words.add(
          "%s: local steps %s, aggregation %s"
              .formatted(
                  bar.name(),
                  Numbers.fixed(bar.lengths().get(0), 1),
                  Numbers.fixed(bar.lengths().get(1), 1)));
    }
    return String.join("; ", words) + ".";
  }

  private Figure roundsToTarget(double target) {
    List<DotPlot.Row> rows = new ArrayList<>();
    List<String> words = new ArrayList<>();
    drawn
        .styles()
        .forEach(
            (series, style) -> {
              List<OptionalInt> rounds = series.roundsTo(target);
              List<Double> reached = new ArrayList<>();
              for (OptionalInt round : rounds) {
                if (round.isPresent()) {
                  reached.add((double) round.getAsInt());
                }
              }
              String note = Targets.text(rounds);
              OptionalDouble mean =
                  reached.size() == rounds.size() && series.isRepeated()
                      ? OptionalDouble.of(Spread.of(reached).mean())
                      : OptionalDouble.empty();
              rows.add(new DotPlot.Row(series.name(), style, reached, mean, note));
              words.add(series.name() + ": " + note);
            });
    String percent = Numbers.fixed(100 * target, 2) + " %";
    return new Figure(
        "rounds-target",
        "Rounds to a mean accuracy of " + percent,
        String.join("; ", words) + ".",
        "The target is 95 % of the lowest best accuracy shown. One mark a run; the stroke is their"
            + " mean.",
        new DotPlot("first evaluated round at the target", rows));
  }
}
