package org.hyperprism.report.comparison;

import java.util.List;

/**
 * Mean and standard deviation over runs.
 *
 * @param mean of the numbers
 * @param deviation with n - 1, since seeds are a sample; 0 of a single number
 * @param count how many there are
 */
public record Spread(double mean, double deviation, int count) {

  /**
   * Of some numbers.
   *
   * @param numbers at least one
   */
  public static Spread of(List<Double> numbers) {
    double sum = 0;
    for (double number : numbers) {
      sum += number;
    }
    double mean = sum / numbers.size();
    double squares = 0;
    for (double number : numbers) {
      squares += (number - mean) * (number - mean);
    }
    return new Spread(
        mean, numbers.size() > 1 ? Math.sqrt(squares / (numbers.size() - 1)) : 0, numbers.size());
  }
}
