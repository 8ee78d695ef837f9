package org.hyperprism.simulation;

import java.io.Serializable;
import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.random.StandardNormal;

/** A positive number of every device or link, such as its speed, as a setting says it. */
public sealed interface Amount extends Serializable {

  /** A word that stands for numbers from elsewhere, such as {@code profile}, or for none. */
  record Word(String word) implements Amount {
    private static final long serialVersionUID = 1L;
  }

  /** The numbers of a table, a row for each. */
  record Table(String path) implements Amount {
    private static final long serialVersionUID = 1L;
  }

  /** Numbers that need no file. */
  sealed interface Drawn extends Amount {

    /** The number of one device or link, from its own stream. */
    double draw(UniformRandomProvider random);
  }

  /**
   * The same for all.
   *
   * @param value > 0
   */
  record Constant(double value) implements Drawn {
    private static final long serialVersionUID = 1L;

    @Override
    public double draw(UniformRandomProvider random) {
      return value;
    }
  }

  /**
   * Uniform between two bounds.
   *
   * @param low > 0
   * @param high >= low
   */
  record Uniform(double low, double high) implements Drawn {
    private static final long serialVersionUID = 1L;

    @Override
    public double draw(UniformRandomProvider random) {
      return low + (high - low) * random.nextDouble();
    }
  }

  /**
   * median * exp(deviation * z) with a standard normal z: most are near the median, and some are
   * far slower or faster.
   *
   * @param median > 0
   * @param deviation standard deviation of the natural logarithm, >= 0
   */
  record LogNormal(double median, double deviation) implements Drawn {
    private static final long serialVersionUID = 1L;

    @Override
    public double draw(UniformRandomProvider random) {
      return median * factor(deviation, random);
    }

    /** exp(deviation * z), in StrictMath, so that all machines draw the same bits. */
    static double factor(double deviation, UniformRandomProvider random) {
      return StrictMath.exp(deviation * StandardNormal.draw(random));
    }
  }
}
