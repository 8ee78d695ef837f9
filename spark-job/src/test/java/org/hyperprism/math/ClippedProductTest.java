package org.hyperprism.math;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClippedProductTest {

  private static final float[] CLIPPED = {9, 0.5f, -4, 2};
  private static final float[] OTHER = {0, 9, 2, 3, -1};

  @Test
  void theFirstVectorIsCutToTheBound() {
    assertThat(ClippedProduct.of(CLIPPED, 1, OTHER, 2, 3, 1)).isEqualTo(0.5 * 2 - 1 * 3 - 1 * 1);
  }

  @Test
  void anInfiniteBoundCutsNothing() {
    assertThat(ClippedProduct.of(CLIPPED, 1, OTHER, 2, 3, Double.POSITIVE_INFINITY))
        .isEqualTo(0.5 * 2 - 4 * 3 - 2 * 1);
  }
}
