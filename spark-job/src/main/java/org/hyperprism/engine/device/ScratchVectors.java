package org.hyperprism.engine.device;

import java.util.ArrayList;
import java.util.List;

/**
 * Vectors of any contents that are used again for device after device, by one thread: in a round of
 * a large model making and clearing them would take as long as the steps.
 */
final class ScratchVectors {

  private final List<float[]> vectors = new ArrayList<>();

  /**
   * The vector of a number; of the same number it is the same one as long as the length is.
   *
   * @param number from 0
   */
  float[] get(int number, int length) {
    while (vectors.size() <= number) {
      vectors.add(new float[length]);
    }
    if (vectors.get(number).length != length) {
      vectors.set(number, new float[length]);
    }
    return vectors.get(number);
  }
}
