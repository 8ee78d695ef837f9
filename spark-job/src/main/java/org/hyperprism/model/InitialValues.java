package org.hyperprism.model;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/** What a block of parameters starts with. */
public sealed interface InitialValues extends Serializable {

  /** Sets {@code parameters[from .. from + length)}, drawing from {@code random} in order. */
  void fill(float[] parameters, int from, int length, UniformRandomProvider random);

  /**
   * The same value everywhere.
   *
   * @param value that value
   */
  record Constant(float value) implements InitialValues {
    @Override
    public void fill(float[] parameters, int from, int length, UniformRandomProvider random) {
      Arrays.fill(parameters, from, from + length, value);
    }
  }

  /**
   * Independent uniform values.
   *
   * @param low lower bound
   * @param high upper bound
   */
  record Uniform(double low, double high) implements InitialValues {
    @Override
    public void fill(float[] parameters, int from, int length, UniformRandomProvider random) {
      double middle = (low + high) / 2;
      double bound = (high - low) / 2;
      for (int i = from; i < from + length; i++) {
        parameters[i] = (float) (middle + (2 * random.nextDouble() - 1) * bound);
      }
    }
  }

  /**
   * Independent normal values, by Marsaglia's polar method. StrictMath gives the same bits in every
   * Java virtual machine.
   *
   * @param mean mean
   * @param deviation standard deviation, at least 0
   */
  record Normal(double mean, double deviation) implements InitialValues {
    @Override
    public void fill(float[] parameters, int from, int length, UniformRandomProvider random) {
      for (int i = from; i < from + length; i += 2) {
        double x;
        double y;
        double square;
        do {
          x = 2 * random.nextDouble() - 1;
          y = 2 * random.nextDouble() - 1;
          square = x * x + y * y;
        } while (square >= 1 || square == 0);
        double scale = deviation * StrictMath.sqrt(-2 * StrictMath.log(square) / square);
        parameters[i] = (float) (mean + scale * x);
        if (i + 1 < from + length) {
          parameters[i + 1] = (float) (mean + scale * y);
        }
      }
    }
  }
}
