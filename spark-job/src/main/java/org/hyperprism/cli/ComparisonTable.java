package org.hyperprism.cli;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.hyperprism.experiment.Summary;

/** The methods of a run side by side, as plain text. */
final class ComparisonTable {

  private ComparisonTable() {}

  static String of(Summary summary) {
    StringBuilder table = new StringBuilder();
    table.append(
        "%-12s %9s %9s %11s %15s %12s %9s %10s%n"
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
          "%-12s %9s %9s %11s %15s %12s %9s %10s%n"
              .formatted(
                  method.method().key(),
                  percent(method.maximumAccuracy()),
                  percent(method.finalAccuracy()),
                  round(method.convergenceRound()),
                  round(method.ownConvergenceRound()),
                  "%.1f".formatted(method.bytesSent() / 1e6),
                  "%.1f".formatted(method.seconds()),
                  method.parametersCrc32()));
    }
    summary
        .targetAccuracy()
        .ifPresent(
            target ->
                table.append(
                    "conv. round: first evaluated round with a mean accuracy of %s (95%% of the lowest max acc)%n"
                        .formatted(percent(OptionalDouble.of(target)))));
    return table.toString();
  }

  private static String percent(OptionalDouble share) {
    return share.isPresent()
        ? String.format(Locale.ROOT, "%.2f%%", 100 * share.getAsDouble())
        : "-";
  }

  private static String round(OptionalInt round) {
    return round.isPresent() ? Integer.toString(round.getAsInt()) : "never";
  }
}
