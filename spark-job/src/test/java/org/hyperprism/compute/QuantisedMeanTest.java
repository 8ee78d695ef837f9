package org.hyperprism.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.hyperprism.math.LatticeQuantiser;
import org.junit.jupiter.api.Test;

class QuantisedMeanTest {

  @Test
  void bothDevicesOfAPairGetTheSameMeanInPlace() {
    LatticeQuantiser quantiser = LatticeQuantiser.ofBits(8, 0.01);
    float[] copies = {0.104f, -3.337f, 0.296f, -3.001f}; // two devices, two parameters
    float[] next = copies.clone();
    WeightedVectors pair = new WeightedVectors();
    pair.add(copies, 0, 0.5);
    pair.add(copies, 2, 0.5);
    for (int device = 0; device < 2; device++) {
      QuantisedMean.compute(pair, 0, 2, quantiser, next, 2 * device, next, 2 * device);
    }
    assertThat(next).containsExactly(new float[] {0.2f, -3.17f, 0.2f, -3.17f}, within(1e-6f));
    assertThat(next[0]).isEqualTo(next[2]);
    assertThat(next[1]).isEqualTo(next[3]);
  }
}
