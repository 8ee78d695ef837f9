package org.hyperprism.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.hyperprism.method.baseline.Local;
import org.hyperprism.topology.schedule.RandomDensity;
import org.junit.jupiter.api.Test;

class LocalTest {

  /** Gradient descent on (w - i)^2 / 2 of device i: w - i shrinks by 1 - eta in every step. */
  @Test
  void everyDeviceTrainsAloneAndSendsNothing() {
    Float64Network network =
        new Float64Network(
                new Local(LocalTraining.plain(0.1, 2)),
                new RandomDensity(3, 1, 1),
                new double[][] {{5}, {5}, {5}},
                (device, weights, gradient) -> {
                  gradient[0] = weights[0] - device;
                  return 0;
                })
            .rounds(4);

    for (int device = 0; device < 3; device++) {
      double expected = device + (5 - device) * Math.pow(0.9, 8);
      assertThat(network.models()[device]).isCloseTo(expected, within(1e-12));
    }
    assertThat(network.sentNumbers()).isZero();
  }
}
