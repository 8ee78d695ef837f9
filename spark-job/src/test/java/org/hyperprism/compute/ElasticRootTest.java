package org.hyperprism.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Roots lie within 1e-11 of y^p + m y = s, whichever of the two terms is the larger. */
class ElasticRootTest {

  private static final double BOUND = 1e-11;

  /** From 1e-45 to 1e45. */
  private static final int LENGTH = 901;

  private final ElasticRoot roots = new ElasticRoot(ProcessorLoops.CHOSEN);

  private static double[] sums() {
    double[] sums = new double[LENGTH];
    for (int k = 0; k < LENGTH; k++) {
      sums[k] = (k % 2 == 0 ? 1 : -1) * Math.pow(10, (k - 450) / 10.0);
    }
    return sums;
  }

  private static double map(double y, double m, double p) {
    return StrictMath.pow(y, p) + m * y;
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        1, 1.001, 1.5, 2, 2.7, 3, 4, 5, 6.1, 9, 12, 12.5, 15, 33, 64, 144, 145, 1000, 1728, 20000
      })
  void rootsAreWithinTheBound(double p) {
    double[] sums = sums();
    for (double m : new double[] {1e-60, 1e-9, 1e-3, 0.033, 1, 30, 1e4, 1e40, 1e101, 1e200}) {
      double[] slopes = new double[LENGTH];
      Arrays.fill(slopes, m);
      roots.find(sums, slopes, LENGTH, p);
      for (int k = 0; k < LENGTH; k++) {
        double y = roots.root[k];
        double s = Math.abs(sums[k]);
        double bound = BOUND;
        assertThat(map(y * (1 - bound), m, p)).as("p %s, m %s, s %s", p, m, s).isLessThan(s);
        assertThat(map(y * (1 + bound), m, p)).as("p %s, m %s, s %s", p, m, s).isGreaterThan(s);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 1.0001, 1.5, 2, 3, 4, 9, 33.3})
  void theRootOfZeroIsZeroWithItsPower(double p) {
    for (double m : new double[] {1e-300, 0.033, 1e300}) {
      roots.find(new double[] {0, -0.0}, new double[] {m, m}, 2, p);
      assertThat(roots.root[0]).isLessThanOrEqualTo(Double.MIN_NORMAL);
      roots.fillPowers(2, p);
      assertThat(Arrays.copyOf(roots.root, 2)).containsExactly(0, 0);
      assertThat(Arrays.copyOf(roots.power, 2)).containsOnly(p == 1 ? 1 : 0);
    }
  }

  @Test
  void powersBelongToTheRoots() {
    for (double p : new double[] {1, 2, 2.7, 3, 5, 9}) {
      double[] slopes = new double[LENGTH];
      Arrays.fill(slopes, 0.033);
      roots.find(sums(), slopes, LENGTH, p);
      roots.fillPowers(LENGTH, p);
      for (int k = 0; k < LENGTH; k++) {
        double expected = StrictMath.pow(roots.root[k], p - 1);
        // Of a small root the power may be below float64's normal numbers.
        assertThat(Math.abs(roots.power[k] - expected))
            .isLessThanOrEqualTo(1e-12 * expected + Double.MIN_NORMAL);
      }
    }
  }
}
