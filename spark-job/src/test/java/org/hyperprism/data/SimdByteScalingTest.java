package org.hyperprism.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.hyperprism.dataset.ByteScaling;
import org.junit.jupiter.api.Test;

class SimdByteScalingTest {

  @Test
  void everyByteBecomesTheNearestFloatWhereverItStands() {
    byte[] bytes = new byte[3 + 256 + 300];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i - 3);
    }
    for (int length : new int[] {0, 1, 7, 8, 15, 16, 17, 31, 256, 300}) {
      float[] expected = new float[length + 2];
      float[] scaled = expected.clone();
      ByteScaling.TABLE.scale(bytes, 3, length, expected, 1);
      new SimdByteScaling().scale(bytes, 3, length, scaled, 1);
      assertThat(Arrays.mismatch(scaled, expected)).as("%d bytes", length).isEqualTo(-1);
    }
    float[] all = new float[256];
    new SimdByteScaling().scale(bytes, 3, 256, all, 0);
    for (int value = 0; value < all.length; value++) {
      assertThat(all[value]).isEqualTo((float) (value / 255.0));
    }
  }
}
