package org.hyperprism.report.comparison;

import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.math3.distribution.TDistribution;
import org.hyperprism.report.figure.Numbers;

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

  /**
   * Half the width of the 95 % interval of the mean by Student's t with n - 1 degrees of freedom;
   * empty for a single number.
   */
  public OptionalDouble halfInterval() {
    return count < 2
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            new TDistribution(count - 1).inverseCumulativeProbability(0.975)
                * deviation
                / Math.sqrt(count));
  }

  /**
   * The chance of a mean as far from 0, or farther, were 0 the true one: the p value of the
   * two-sided t test; empty for a single number, and for numbers that are all the same.
   */
  public OptionalDouble chanceOfZero() {
    return count < 2 || deviation == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            2
                * new TDistribution(count - 1)
                    .cumulativeProbability(-Math.abs(mean) * Math.sqrt(count) / deviation));
  }

  /**
   * Such as {@code 88.23 ± 0.51}; of a single number itself.
   *
   * @param digits behind the point
   */
  public String text(int digits) {
    String text = Numbers.fixed(mean, digits);
    return count == 1 ? text : text + " ± " + Numbers.fixed(deviation, digits);
  }
}
