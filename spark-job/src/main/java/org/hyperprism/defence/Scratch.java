package org.hyperprism.defence;

import java.util.ArrayList;
import java.util.List;

/** Room for the vectors that a defence makes, used again for every receiver; of one thread. */
public final class Scratch {

  private final List<float[]> rows = new ArrayList<>();

  /**
   * A vector of arbitrary content.
   *
   * @param number from 0; the same number gives the same array
   * @param length of it, the same in every call
   */
  float[] row(int number, int length) {
    while (number >= rows.size()) {
      rows.add(new float[length]);
    }
    return rows.get(number);
  }
}
