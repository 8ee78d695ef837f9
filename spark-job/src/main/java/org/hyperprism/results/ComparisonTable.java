package org.hyperprism.results;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** The methods of a run side by side. */
public final class ComparisonTable {

  private ComparisonTable() {}

  /** As plain text for a console of 100 characters. */
  public static String text(Summary summary) {
    int width =
        Math.max(
            12,
            summary.methods().stream().mapToInt(each -> each.method().length()).max().orElse(0));
    String name = "%-" + width + "s";
    StringBuilder table = new StringBuilder();
    table.append(
        (name + " %9s %9s %11s %15s %12s %9s %10s%n")
            .formatted(
                "method",
                "max acc",
                "final",
                "conv. round",
                "(own target)",
                "MB sent",
                "seconds",
                "crc32"));
    for (Summary.MethodSummary method : summary.methods()) {
      table.append(
          (name + " %9s %9s %11s %15s %12s %9s %10s%n")
              .formatted(
                  method.method(),
                  percent(method.maximumAccuracy()),
                  percent(method.finalAccuracy()),
                  round(method.convergenceRound()),
                  round(method.ownConvergenceRound()),
                  oneDigit(method.bytesSent() / 1e6),
                  oneDigit(method.seconds()),
                  method.parametersCrc32()));
    }
    explanations(summary).forEach(text -> table.append("%s%n".formatted(text)));
    return table.toString();
  }

  /** As Markdown, with the messages and the theory's bound besides. */
  public static String markdown(Summary summary) {
    StringBuilder table =
        new StringBuilder(
            "| method | max acc | final | conv. round | (own target) | messages | MB sent | seconds"
                + " | theory's bound | crc32 |\n|---|---|---|---|---|---|---|---|---|---|\n");
    for (Summary.MethodSummary method : summary.methods()) {
      List<String> cells =
          List.of(
              method.method(),
              percent(method.maximumAccuracy()),
              percent(method.finalAccuracy()),
              round(method.convergenceRound()),
              round(method.ownConvergenceRound()),
              Long.toString(method.messages()),
              oneDigit(method.bytesSent() / 1e6),
              oneDigit(method.seconds()),
              method.theoryBound().isPresent() ? oneDigit(method.theoryBound().getAsDouble()) : "-",
              method.parametersCrc32());
      table.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
    explanations(summary).forEach(text -> table.append('\n').append(text).append('\n'));
    return table.toString();
  }

  private static List<String> explanations(Summary summary) {
    List<String> explanations = new ArrayList<>();
    OptionalDouble target = summary.targetAccuracy();
    if (target.isPresent()) {
      explanations.add(
          "conv. round: first evaluated round with a mean accuracy of %s (95%% of the lowest max acc)"
              .formatted(percent(target)));
    }
    summary
        .centralisedAccuracy()
        .ifPresent(centralised -> explanations.add(gaps(summary, centralised)));
    if (summary.evaluatedOn() == EvaluatedOn.VALIDATION) {
      explanations.add(
          "evaluated on validation samples, set aside from the training set; the test set was not"
              + " looked at");
    }
    return explanations;
  }

  private static String gaps(Summary summary, double centralised) {
    List<String> gaps = new ArrayList<>();
    for (Summary.MethodSummary method : summary.methods()) {
      method
          .finalAccuracy()
          .ifPresent(
              accuracy ->
                  gaps.add(
                      "%s %s points"
                          .formatted(
                              method.method(), Rounded.text(100 * (centralised - accuracy), 2))));
    }
    return "gap to centralised: %s (a centre that has all samples: %s)"
        .formatted(String.join(", ", gaps), Percent.text(centralised));
  }

  private static String oneDigit(double number) {
    return Rounded.text(number, 1);
  }

  private static String percent(OptionalDouble share) {
    return Percent.text(share.orElse(Double.NaN));
  }

  private static String round(OptionalInt round) {
    return round.isPresent() ? Integer.toString(round.getAsInt()) : "never";
  }
}
