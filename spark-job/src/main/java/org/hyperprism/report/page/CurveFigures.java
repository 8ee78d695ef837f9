package org.hyperprism.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hyperprism.report.Quantity;
import org.hyperprism.report.figure.Figure;
import org.hyperprism.report.figure.LinePlot;
import org.hyperprism.results.RoundMetrics;

/** Curves over the rounds, and over what they cost: bytes, and simulated seconds and joules. */
final class CurveFigures {

  /** What rounds cost, of all devices together. */
  private enum Cost {
    BYTES(RoundMetrics.BYTES_SENT, "bytes", "bytes sent", "MB sent by all devices together", 1e6),
    SECONDS(RoundMetrics.SECONDS_SIMULATED, "seconds", "simulated seconds", "simulated seconds", 1),
    JOULES(
        RoundMetrics.JOULES_SIMULATED,
        "joules",
        "simulated joules",
        "kJ drawn by all simulated devices together",
        1e3);

    private final String column;
    private final String id;
    private final String words;
    private final String axis;
    private final double unit;

    Cost(String column, String id, String words, String axis, double unit) {
      this.column = column;
      this.id = id;
      this.words = words;
      this.axis = axis;
      this.unit = unit;
    }
  }

  private static final String ACCURACY = "mean top-1 accuracy over devices in %";
  private static final String LOSS = "mean test loss over devices in nats";

  private final Drawn drawn;

  CurveFigures(Drawn drawn) {
    this.drawn = drawn;
  }

  Section learning() {
    List<Figure> figures = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    add(
        figures,
        new Kind("accuracy-rounds", "Accuracy over rounds", ACCURACY, Quantity.ACCURACY, false),
        missing,
        "accuracy: no round was evaluated");
    add(
        figures,
        new Kind("loss-rounds", "Test loss over rounds", LOSS, Quantity.LOSS, false),
        missing,
        "test loss: no round was evaluated");
    add(
        figures,
        new Kind(
            "training-loss-rounds",
            "Training loss over rounds",
            "mean loss of mini-batches in nats",
            Quantity.TRAINING_LOSS,
            false),
        missing,
        "training loss: the files do not have it");
    for (Cost cost : Cost.values()) {
      over(cost, figures, "accuracy", "Accuracy", ACCURACY, Quantity.ACCURACY);
      over(cost, figures, "loss", "Test loss", LOSS, Quantity.LOSS);
    }
    return new Section("learning", "Learning", figures, missing);
  }

  Section steps() {
    List<Figure> figures = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    add(
        figures,
        new Kind(
            "effective-step-rounds",
            "Effective step over rounds",
            "change of the model per unit of gradient",
            Quantity.EFFECTIVE_STEP,
            true),
        missing,
        "effective step: the files do not have it");
    add(
        figures,
        new Kind(
            "consensus-rounds",
            "Consensus distance over rounds",
            "root mean square distance from the mean model",
            Quantity.CONSENSUS_DISTANCE,
            true),
        missing,
        "consensus distance: no round was evaluated, or the files do not have it");
    List<LinePlot.Line> staleness = drawn.lines(Quantity.STALENESS);
    if (!staleness.isEmpty()) {
      figures.add(
          new Figure(
              "staleness-rounds",
              "Staleness of gradients over rounds",
              Drawn.ends(staleness),
              "In gradients that others brought meanwhile, as a share of the devices.",
              new LinePlot("round", "mean staleness in rounds", staleness, false, false)));
    }
    return new Section("steps", "Steps and agreement", figures, missing);
  }

  /** What a curve over the rounds is called. */
  private record Kind(
      String id, String title, String vertical, Quantity quantity, boolean logarithmic) {}

  private void add(List<Figure> figures, Kind kind, List<String> missing, String why) {
    List<LinePlot.Line> lines = drawn.lines(kind.quantity);
    if (lines.isEmpty()) {
      missing.add(why);
      return;
    }
    boolean logarithmic =
        kind.logarithmic
            && lines.stream()
                .flatMap(line -> line.points().stream())
                .anyMatch(point -> point.y() > 0);
    LinePlot plot =
        new LinePlot("round", kind.vertical, lines, Drawn.isMostlyEarly(lines), logarithmic);
    figures.add(new Figure(kind.id, kind.title, Drawn.ends(lines), drawn.bands(plot), plot));
  }

  private void over(
      Cost cost,
      List<Figure> figures,
      String id,
      String title,
      String vertical,
      Quantity quantity) {
    List<LinePlot.Line> lines =
        drawn.lines(
            quantity,
            series -> {
              Map<Integer, Double> sums = series.upTo(cost.column);
              return round ->
                  Optional.ofNullable(sums.get(round))
                      .filter(sum -> sum > 0)
                      .map(sum -> sum / cost.unit);
            });
    if (!lines.isEmpty()) {
      LinePlot plot = new LinePlot(cost.axis, vertical, lines, Drawn.isMostlyEarly(lines), false);
      figures.add(
          new Figure(
              id + "-" + cost.id,
              title + " over " + cost.words,
              Drawn.ends(lines),
              drawn.bands(plot),
              plot));
    }
  }
}
