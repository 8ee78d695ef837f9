package org.hyperprism.method;

/**
 * A multiple of one of a device's vectors, part of a sum.
 *
 * @param coefficient factor
 * @param vector number of the vector
 */
public record Term(double coefficient, int vector) {

  /** coefficient x vector. */
  public static Term times(double coefficient, int vector) {
    return new Term(coefficient, vector);
  }

  /** The vector itself. */
  public static Term plus(int vector) {
    return new Term(1, vector);
  }

  /** The vector subtracted. */
  public static Term minus(int vector) {
    return new Term(-1, vector);
  }
}
