package org.hyperprism.method;

/**
 * A multiple of one of a device's vectors, part of a sum.
 *
 * @param coefficient factor
 * @param vector the vector
 */
public record Term(double coefficient, Vector vector) {

  /** coefficient x vector. */
  public static Term times(double coefficient, Vector vector) {
    return new Term(coefficient, vector);
  }

  /** The vector itself. */
  public static Term plus(Vector vector) {
    return new Term(1, vector);
  }

  /** The vector subtracted. */
  public static Term minus(Vector vector) {
    return new Term(-1, vector);
  }
}
