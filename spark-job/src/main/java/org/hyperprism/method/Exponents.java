package org.hyperprism.method;

import java.io.Serializable;
import org.hyperprism.model.ModelPart;
import org.jspecify.annotations.Nullable;

/**
 * The exponents p of a device, one per part of the model.
 *
 * @param representation p of the representation part, >= 1, unless it is learned
 * @param decision p of the decision part, >= 1, unless it is learned
 * @param learning how some parts' exponents are learned; null if none is
 */
public record Exponents(double representation, double decision, @Nullable ExponentLearning learning)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  public Exponents {
    if (!(representation >= 1 && decision >= 1)) {
      throw new IllegalArgumentException(
          "exponents are >= 1, or the mirror map is not uniformly convex; got %s and %s"
              .formatted(representation, decision));
    }
  }

  /** The same fixed exponent for all parts. */
  public static Exponents fixed(double p) {
    return new Exponents(p, p, null);
  }

  /** Place of a part's exponent among a device's private numbers; -1 if it is fixed. */
  int place(ModelPart part) {
    return learning == null ? -1 : learning.parts().indexOf(part);
  }

  /**
   * The exponent of a part; running statistics are always averaged linearly.
   *
   * @param memory the device's private numbers from {@code offset} on
   */
  double of(ModelPart part, float[] memory, int offset) {
    int place = place(part);
    if (place >= 0) {
      return memory[offset + place];
    }
    return switch (part) {
      case REPRESENTATION -> representation;
      case DECISION -> decision;
      case STATISTICS -> 1;
    };
  }
}
