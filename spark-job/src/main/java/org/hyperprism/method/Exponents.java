package org.hyperprism.method;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.hyperprism.model.ModelPart;
import org.hyperprism.model.ParameterLayout;
import org.jspecify.annotations.Nullable;

/**
 * The exponents p of a device, one per part of the model.
 *
 * @param representation p of the representation part, >= 1, unless it is learned
 * @param decision p of the decision part, >= 1, unless it is learned
 * @param learning how some parts' exponents are learned; null if none is
 */
record Exponents(double representation, double decision, @Nullable ExponentLearning learning)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  Exponents {
    if (!(representation >= 1 && decision >= 1)) {
      throw new IllegalArgumentException(
          "exponents are >= 1, or the mirror map is not uniformly convex; got %s and %s"
              .formatted(representation, decision));
    }
  }

  /**
   * The exponents that the settings say.
   *
   * @param layout the parts of the model, whose exponents are learned where none is fixed
   */
  static Exponents of(HyperPrism.Settings settings, ParameterLayout layout) {
    OptionalDouble representation = settings.representationExponent();
    OptionalDouble decision = settings.decisionExponent();
    List<ModelPart> learned = new ArrayList<>();
    for (ModelPart part : layout.parts()) {
      if ((part == ModelPart.REPRESENTATION && representation.isEmpty())
          || (part == ModelPart.DECISION && decision.isEmpty())) {
        learned.add(part);
      }
    }
    return new Exponents(
        representation.orElse(1),
        decision.orElse(1),
        learned.isEmpty() ? null : ExponentLearning.of(settings.hypernetwork(), learned));
  }

  /** Whether a device learns any of them. */
  boolean areLearned() {
    return learning != null;
  }

  /** The parts whose exponents are learned. */
  List<ModelPart> learnedParts() {
    return learning == null ? List.of() : learning.parts();
  }

  /** Whether the exponent of this part is learned. */
  boolean isLearned(ModelPart part) {
    return place(part) >= 0;
  }

  /** Private numbers of a device: the learned exponents in use, then its hypernetwork. */
  int scalars() {
    return learning == null ? 0 : learning.scalars();
  }

  /** Draws a device's hypernetwork and asks it for the first exponents. */
  void start(Start device) {
    if (learning != null) {
      learning.start(device);
    }
  }

  /**
   * One step of the hypernetwork, which then chooses the round's exponents.
   *
   * @param localSteps of a round, so that a further mini-batch is one of its own
   * @param gradient of the loss at the aggregated model, by the round's first mini-batch
   * @param tangent derivative of the aggregated model by the exponent of each parameter's part
   * @param spare receives the gradient of a fresh mini-batch, if one is wanted
   */
  void learn(LocalPhase device, int localSteps, Vector gradient, Vector tangent, Vector spare) {
    if (learning == null) {
      return;
    }
    Vector at = gradient;
    if (learning.freshGradient()) {
      at = spare;
      device.gradient(localSteps, Method.MODEL, at);
    }
    learning.learn(device, at, tangent);
    learning.choose(device);
  }

  /** Place of a part's exponent among a device's scalars; -1 if it is fixed. */
  int place(ModelPart part) {
    return learning == null ? -1 : learning.parts().indexOf(part);
  }

  /**
   * The exponent of a part; running statistics are always averaged linearly.
   *
   * @param scalars the device's scalars from {@code offset} on
   */
  double of(ModelPart part, float[] scalars, int offset) {
    int place = place(part);
    if (place >= 0) {
      return scalars[offset + place];
    }
    return switch (part) {
      case REPRESENTATION -> representation;
      case DECISION -> decision;
      case STATISTICS -> 1;
    };
  }
}
