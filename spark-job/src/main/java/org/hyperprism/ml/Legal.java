package org.hyperprism.ml;

import java.io.Serializable;
import scala.Function1;

/**
 * Validators that refuse with the legal values, where Spark's say no more than that it is wrong.
 */
final class Legal {

  private Legal() {}

  /** Whether a value is legal. */
  @FunctionalInterface
  interface Test<T> extends Serializable {
    boolean of(T value);
  }

  /**
   * A validator.
   *
   * @param stage identifier of the stage
   * @param param name of the param
   * @param expected the legal values in words
   */
  static <T> Function1<T, Object> values(
      String stage, String param, String expected, Test<T> isLegal) {
    return (Function1<T, Object> & Serializable)
        value -> {
          if (!isLegal.of(value)) {
            throw new IllegalArgumentException(
                "%s: param %s is %s, expected %s".formatted(stage, param, value, expected));
          }
          return true;
        };
  }
}
