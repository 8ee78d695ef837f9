package org.hyperprism.method;

/** Bytes of what devices send. */
final class Traffic {

  /** A float32 parameter or exponent. */
  static final long FLOAT = 4;

  /** The number of neighbours, an int32, from which the receiver computes the mixing weight. */
  static final long DEGREE = 4;

  private Traffic() {}
}
