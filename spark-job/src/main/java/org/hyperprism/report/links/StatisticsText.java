package org.hyperprism.report.links;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.hyperprism.topology.statistics.DegreeHistogram;
import org.hyperprism.topology.statistics.LinkStatistics;
import org.hyperprism.topology.statistics.RoundStatistics;

/** The statistics of links as a text for a terminal. */
public final class StatisticsText {

  /** Rounds with a line of their own; of more rounds some are left out, at equal distances. */
  private static final int MOST_LINES = 20;

  private static final int MOST_BARS = 20;
  private static final int LONGEST_BAR = 40;

  private static final List<String> HEADER =
      List.of(
          "round",
          "links",
          "density",
          "degree",
          "(mean)",
          "components",
          "largest",
          "alg. conn.",
          "churn",
          "zeta");

  private StatisticsText() {}

  /** Some rounds one by one, then what holds over all of them. */
  public static String of(LinkStatistics statistics) {
    StringBuilder text = new StringBuilder();
    appendRounds(text, statistics.rounds());
    appendSummary(text, statistics);
    appendDegrees(text, statistics);
    return text.toString();
  }

  private static void appendRounds(StringBuilder text, List<RoundStatistics> rounds) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(HEADER);
    int step = (rounds.size() + MOST_LINES - 1) / MOST_LINES;
    for (int i = 0; i < rounds.size(); i += step) {
      lines.add(cells(rounds.get(i)));
    }
    int[] widths = new int[HEADER.size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        text.append(" ".repeat(widths[i] - line.get(i).length())).append(line.get(i));
        text.append(i + 1 < widths.length ? "  " : "\n");
      }
    }
    if (step > 1) {
      text.append(
          String.format(Locale.ROOT, "every %s of %d rounds\n", ordinal(step), rounds.size()));
    }
  }

  private static List<String> cells(RoundStatistics round) {
    return List.of(
        Integer.toString(round.round()),
        Long.toString(round.links()),
        threeDigits(round.density()),
        round.leastDegree() + "-" + round.mostDegree(),
        "(%s)".formatted(String.format(Locale.ROOT, "%.2f", round.meanDegree())),
        Integer.toString(round.components()),
        Integer.toString(round.largestComponent()),
        (round.connectivityIsUpperBound() ? "<" : "") + threeDigits(round.algebraicConnectivity()),
        round.churn().isPresent() ? fixed(round.churn().getAsDouble()) : "-",
        threeDigits(round.smallestWeight()));
  }

  private static void appendSummary(StringBuilder text, LinkStatistics statistics) {
    List<RoundStatistics> rounds = statistics.rounds();
    int last = rounds.get(rounds.size() - 1).round();
    text.append(String.format(Locale.ROOT, "\nrounds %d to %d\n", rounds.get(0).round(), last));
    append(text, "density", range(statistics, RoundStatistics::density));
    append(
        text,
        "degree",
        String.format(
            Locale.ROOT,
            "mean %s, from %d to %d",
            digits(statistics.mean(RoundStatistics::meanDegree)),
            (long) statistics.least(RoundStatistics::leastDegree),
            (long) statistics.most(RoundStatistics::mostDegree)));
    append(
        text,
        "components",
        String.format(
            Locale.ROOT,
            "1 in %d of %d rounds, %d at most",
            rounds.stream().filter(round -> round.components() == 1).count(),
            rounds.size(),
            (long) statistics.most(RoundStatistics::components)));
    boolean bounds = rounds.stream().anyMatch(RoundStatistics::connectivityIsUpperBound);
    append(
        text,
        "algebraic connectivity",
        range(statistics, RoundStatistics::algebraicConnectivity)
            + (bounds ? " (upper bounds, where marked by <)" : ""));
    append(text, "churn", churn(statistics));
    append(
        text,
        "zeta",
        digits(statistics.least(RoundStatistics::smallestWeight))
            + " in the round with the smallest");
    append(text, "window B", window(statistics));
    append(text, "spectral gap", gap(statistics));
  }

  private static void append(StringBuilder text, String name, String value) {
    text.append(String.format(Locale.ROOT, "  %-24s%s%n", name, value).replace("\r\n", "\n"));
  }

  private static String range(LinkStatistics statistics, ToDoubleFunction<RoundStatistics> what) {
    return "mean %s, from %s to %s"
        .formatted(
            digits(statistics.mean(what)),
            digits(statistics.least(what)),
            digits(statistics.most(what)));
  }

  private static String churn(LinkStatistics statistics) {
    double[] churn = statistics.churn().sorted().toArray();
    return churn.length == 0
        ? "none, as there is one round"
        : "mean %s, from %s to %s of the links come or go from round to round"
            .formatted(
                digits(statistics.churn().average().orElse(0)),
                digits(churn[0]),
                digits(churn[churn.length - 1]));
  }

  private static String window(LinkStatistics statistics) {
    if (statistics.window().isEmpty()) {
      return "none: the links of all rounds together do not connect all devices";
    }
    int window = statistics.window().getAsInt();
    return window == 1
        ? "1: every round connects all devices"
        : String.format(
            Locale.ROOT,
            "%d: the links of any %d consecutive rounds together connect all devices",
            window,
            window);
  }

  private static String gap(LinkStatistics statistics) {
    String most = statistics.sigmaIsLowerBound() ? "at most " : "";
    return "%s%s of the product of all mixing matrices, %s%s a round in the geometric mean"
        .formatted(
            most,
            gap(statistics.spectralGap(), statistics.logarithmOfSigma()),
            most,
            gap(
                statistics.spectralGapPerRound(),
                statistics.logarithmOfSigma() / statistics.rounds().size()));
  }

  /** Beside 1 what is missing is told. */
  private static String gap(double gap, double logarithmOfSigma) {
    if (gap <= 0.999 || logarithmOfSigma == Double.NEGATIVE_INFINITY) {
      return digits(gap);
    }
    double decimal = logarithmOfSigma / StrictMath.log(10); // sigma itself may be no float64
    long exponent = (long) Math.floor(decimal);
    String digits = String.format(Locale.ROOT, "%.1f", StrictMath.pow(10, decimal - exponent));
    return digits.equals("10.0") ? "1 - 1.0e" + (exponent + 1) : "1 - " + digits + "e" + exponent;
  }

  private static void appendDegrees(StringBuilder text, LinkStatistics statistics) {
    text.append("\ndegrees of all devices in all rounds\n");
    DegreeHistogram histogram = DegreeHistogram.of(statistics.degrees(), MOST_BARS);
    double most = histogram.bars().stream().mapToDouble(DegreeHistogram.Bar::share).max().orElse(1);
    for (DegreeHistogram.Bar bar : histogram.bars()) {
      int to = bar.from() + histogram.width() - 1;
      String degrees = histogram.width() == 1 ? "" + to : bar.from() + "-" + to;
      String drawn = "#".repeat((int) Math.round(LONGEST_BAR * bar.share() / most));
      text.append(
          String.format(Locale.ROOT, "%11s %5.1f%% %s", degrees, 100 * bar.share(), drawn)
              .stripTrailing());
      text.append('\n');
    }
  }

  private static String ordinal(int number) {
    int last = number % 100 / 10 == 1 ? 0 : number % 10;
    return number + (last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th");
  }

  private static String fixed(double number) {
    return String.format(Locale.ROOT, "%.3f", number);
  }

  /** Three significant digits, fewer where they are zeros. */
  private static String digits(double number) {
    String text = threeDigits(number);
    return text.contains(".") && !text.contains("e") ? text.replaceFirst("\\.?0+$", "") : text;
  }

  /** Three significant digits, more for large whole numbers; or 0. */
  private static String threeDigits(double number) {
    double size = Math.abs(number);
    if (number == 0) {
      return "0";
    }
    if (size < 1e-3 || size >= 1e6) {
      return String.format(Locale.ROOT, "%.2e", number);
    }
    BigDecimal rounded = new BigDecimal(number).round(new MathContext(3));
    // Few digits of its own mean that zeros follow.
    return size >= 100
        ? String.format(Locale.ROOT, "%.0f", number)
        : rounded.setScale(rounded.scale() + 3 - rounded.precision()).toPlainString();
  }
}
