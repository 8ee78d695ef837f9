package org.hyperprism.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LatticeQuantiserTest {

  private static final double STEP = 0.01;

  @Test
  void onlyTheRemainderOfTheGridCoordinateIsSent() {
    LatticeQuantiser quantiser = LatticeQuantiser.ofBits(8, STEP);
    assertThat(quantiser.encode(0.05)).isEqualTo(5);
    assertThat(quantiser.encode(2.61)).isEqualTo(5);
    assertThat(quantiser.encode(-0.01)).isEqualTo(255);
    assertThat(quantiser.decode(5, 0)).isCloseTo(0.05, within(1e-15));
    assertThat(quantiser.decode(5, 2.5)).isCloseTo(2.61, within(1e-15));
    assertThat(quantiser.decode(255, 0.3)).isCloseTo(-0.01, within(1e-15));
  }

  @Property
  void aNearReferenceGivesTheValueUpToHalfAStep(
      @ForAll @DoubleRange(min = -5, max = 5) double value,
      @ForAll @DoubleRange(min = -1, max = 1) double share,
      @ForAll @IntRange(min = 2, max = 12) int bits) {
    LatticeQuantiser quantiser = LatticeQuantiser.ofBits(bits, STEP);
    double farthest = (quantiser.levels() - 1.001) / 2 * STEP;
    int code = quantiser.encode(value);
    assertThat(code).isBetween(0, quantiser.levels() - 1);
    assertThat(quantiser.decode(code, value + share * farthest))
        .isCloseTo(value, within(STEP / 2 + 1e-12));
  }

  @Test
  void aFarReferenceMisreadsByWholeLaps() {
    LatticeQuantiser quantiser = LatticeQuantiser.ofBits(4, STEP);
    assertThat(quantiser.decode(quantiser.encode(0.05), 0.05 + 0.09))
        .isCloseTo(0.05 + 16 * STEP, within(1e-15));
  }

  @Test
  void aQuantiserNeedsLevelsAndAStep() {
    assertThatThrownBy(() -> new LatticeQuantiser(1, STEP)).hasMessageContaining("got 1 and 0.01");
    assertThatThrownBy(() -> new LatticeQuantiser(256, 0)).hasMessageContaining("got 256 and 0.0");
  }
}
