package org.hyperprism.benchmarks;

import java.util.Arrays;

/**
 * How long a call takes, in milliseconds.
 *
 * @param median of all calls after warming up
 * @param fastest of them
 */
record Stopwatch(double median, double fastest) {

  private static final int FEWEST = 5;

  /**
   * Calls for a third of the time to warm up, and for the rest to measure; at least five times
   * each.
   *
   * @param seconds for all of it
   */
  static Stopwatch time(double seconds, Runnable call) {
    times(seconds / 3, call);
    double[] measured = times(2 * seconds / 3, call);
    return new Stopwatch(
        MeasuredRound.median(measured), Arrays.stream(measured).min().orElseThrow());
  }

  private static double[] times(double seconds, Runnable call) {
    double[] times = new double[10_000];
    int count = 0;
    long end = System.nanoTime() + (long) (1e9 * seconds);
    while (count < FEWEST || (count < times.length && System.nanoTime() < end)) {
      long begin = System.nanoTime();
      call.run();
      times[count++] = (System.nanoTime() - begin) * 1e-6;
    }
    return Arrays.copyOf(times, count);
  }
}
