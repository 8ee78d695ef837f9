package org.hyperprism.compute;

/**
 * A flat vector inside a longer array; never a copy.
 *
 * @param array holds the vector
 * @param offset where the vector (its parameter 0) begins
 */
public record VectorView(float[] array, int offset) {

  /** A vector that is the whole array. */
  public static VectorView of(float[] array) {
    return new VectorView(array, 0);
  }

  float get(int parameter) {
    return array[offset + parameter];
  }

  void set(int parameter, float value) {
    array[offset + parameter] = value;
  }
}
