package org.hyperprism.experiment.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.hyperprism.engine.Divergence;
import org.hyperprism.engine.NonFinite;
import org.junit.jupiter.api.Test;

class LossCheckTest {

  private static final LossCheck STOPS = new LossCheck("mudag", 3, NonFinite.STOP, 0.1);
  private static final LossCheck TOLERATES = new LossCheck("mudag", 3, NonFinite.DROP, 0.1);

  @Test
  void theFirstDeviceIsNamed() {
    double[] losses = {1, Double.NaN, Double.POSITIVE_INFINITY};
    assertThat(STOPS.divergence(losses, "its loss"))
        .contains(new Divergence(4, 1, "its loss is NaN"));
    assertThat(STOPS.divergence(new double[] {1, 2}, "its loss")).isEmpty();
  }

  @Test
  void whereOthersAreToleratedOneFiniteLossIsEnough() {
    assertThat(TOLERATES.divergence(new double[] {Double.NaN, 1}, "its loss")).isEmpty();
    assertThat(TOLERATES.divergence(new double[] {Double.NaN, Double.NaN}, "its loss"))
        .contains(new Divergence(4, 0, "its loss is NaN"));
  }
}
