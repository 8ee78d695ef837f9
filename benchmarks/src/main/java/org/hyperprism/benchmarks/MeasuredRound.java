package org.hyperprism.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/**
 * What the rounds of one setting took, without evaluation; medians over the measured rounds.
 *
 * @param cold mean wall-clock time of the first rounds of the process, at most {@link
 *     RoundMeter#COLD_ROUNDS}, in milliseconds
 * @param milliseconds wall-clock time of a round
 * @param fastest wall-clock time of the fastest round, in milliseconds
 * @param localSteps core milliseconds of the local steps, over all partitions
 * @param aggregation core milliseconds of the aggregation, over all partitions
 * @param megabytes what Spark wrote to its shuffle in the last round, in 10^6 bytes
 * @param collectingPercent garbage collection's share of the time of all rounds, 0 to 100
 * @param peakGigabytes largest resident size of the process so far, in 10^9 bytes
 */
record MeasuredRound(
    double cold,
    double milliseconds,
    double fastest,
    double localSteps,
    double aggregation,
    double megabytes,
    double collectingPercent,
    double peakGigabytes) {

  private static final String MARK = "measured";

  /** One line of text, which {@link #parse} reads. */
  String line() {
    return String.format(
        Locale.ROOT,
        "%s %f %f %f %f %f %f %f %f",
        MARK,
        cold,
        milliseconds,
        fastest,
        localSteps,
        aggregation,
        megabytes,
        collectingPercent,
        peakGigabytes);
  }

  static boolean isLine(String line) {
    return line.startsWith(MARK + " ");
  }

  static MeasuredRound parse(String line) {
    double[] values =
        Arrays.stream(line.split(" ")).skip(1).mapToDouble(Double::parseDouble).toArray();
    return new MeasuredRound(
        values[0], values[1], values[2], values[3], values[4], values[5], values[6], values[7]);
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
