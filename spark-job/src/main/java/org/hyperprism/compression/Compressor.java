package org.hyperprism.compression;

import java.io.Serializable;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * An operator Q that a message can carry in fewer bytes than its argument. It is a contraction: for
 * some delta > 0
 *
 * <pre>
 *   E ||Q(v) - v||^2 <= (1 - delta) ||v||^2
 * </pre>
 */
interface Compressor extends Serializable {

  /**
   * Turns a vector into what its receivers read.
   *
   * @param vector float32[parameters], finite; changed in place
   * @param random of this message; what sender and receivers both draw costs no bytes
   */
  void apply(float[] vector, UniformRandomProvider random);

  /**
   * gamma where none is given, above 0 to 1: below what drives devices apart that average normally
   * distributed vectors on a ring.
   */
  double step();

  /** Bytes of a message, whatever is in it. */
  long bytes();
}
