package org.hyperprism.report.links;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.hyperprism.topology.statistics.RoundStatistics;

/** The statistics of all rounds as a CSV file, which Spark and spreadsheets read. */
public final class StatisticsTable {

  private static final String HEADER =
      "round,links,density,degree_mean,degree_min,degree_max,components,largest_component,"
          + "algebraic_connectivity,connectivity_is_upper_bound,zeta,churn\n";

  /** Significant digits of numbers that are not whole. */
  private static final MathContext DIGITS = new MathContext(12);

  private StatisticsTable() {}

  /** The text of the file; churn is empty in the first round. */
  public static String csv(List<RoundStatistics> rounds) {
    StringBuilder text = new StringBuilder(HEADER);
    for (RoundStatistics round : rounds) {
      text.append(
          String.join(
              ",",
              Integer.toString(round.round()),
              Long.toString(round.links()),
              number(round.density()),
              number(round.meanDegree()),
              Integer.toString(round.leastDegree()),
              Integer.toString(round.mostDegree()),
              Integer.toString(round.components()),
              Integer.toString(round.largestComponent()),
              number(round.algebraicConnectivity()),
              Boolean.toString(round.connectivityIsUpperBound()),
              number(round.smallestWeight()),
              round.churn().isPresent() ? number(round.churn().getAsDouble()) : ""));
      text.append('\n');
    }
    return text.toString();
  }

  private static String number(double number) {
    return new BigDecimal(number).round(DIGITS).stripTrailingZeros().toPlainString();
  }
}
