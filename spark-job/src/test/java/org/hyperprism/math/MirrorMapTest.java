package org.hyperprism.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** psi against its definition, and its inverse. */
class MirrorMapTest {

  @ParameterizedTest
  @ValueSource(doubles = {1, 1.0001, 2, 2.7, 3, 9, 31})
  void theInverseUndoesTheMap(double p) {
    for (double mu : new double[] {0, 1e-9, 1e-3, 1, 1e4}) {
      MirrorMap map = new MirrorMap(p, mu);
      for (double w : new double[] {0, 1e-7, -1e-3, 0.4, -1, 1.5, 20, -1e6}) {
        double psi = Math.signum(w) * Math.pow(Math.abs(w), p) + mu * w;
        assertThat(map.psi(w)).isCloseTo(psi, within(1e-12 * Math.abs(psi)));
        assertThat(map.inverse(map.psi(w)))
            .as("%s of %s", map, w)
            .isCloseTo(w, within(1e-10 * Math.abs(w)));
      }
    }
    assertThat(new MirrorMap(p, 0.5).inverse(Double.NaN)).isNaN();
  }
}
