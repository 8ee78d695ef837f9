package org.hyperprism.results;

import java.util.List;
import java.util.Locale;
import org.hyperprism.model.ModelPart;

/**
 * The exponent that one device used for one part of the model in one round: a row of {@code
 * exponents.csv}.
 *
 * @param method a method that learns exponents
 * @param round from 1
 * @param device its id
 * @param part a part whose exponent is learned
 * @param exponent p, >= 1
 */
public record DeviceExponent(
    String method, int round, int device, ModelPart part, double exponent) {

  public static final String PART = "part";
  public static final String EXPONENT = "p";

  /** Most rows of a method for which every round has its own. */
  private static final long MOST_ROWS = 100_000;

  static final List<Column<DeviceExponent>> COLUMNS =
      List.of(
          Column.text(RoundMetrics.METHOD, row -> row.method),
          Column.whole(RoundMetrics.ROUND, row -> row.round),
          Column.whole(DeviceMetrics.DEVICE, row -> row.device),
          Column.text(PART, row -> row.part.name().toLowerCase(Locale.ROOT)),
          Column.number(EXPONENT, row -> row.exponent));

  /**
   * Whether the exponents of a round are kept: of every round, unless those would be more than
   * 100,000 rows of the method; then of the evaluated rounds.
   *
   * @param parts number of learned parts
   */
  public static boolean isDue(int parts, int devices, int rounds, boolean evaluated) {
    return evaluated || (long) parts * devices * rounds <= MOST_ROWS;
  }
}
