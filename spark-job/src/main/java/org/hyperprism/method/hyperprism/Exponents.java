package org.hyperprism.method.hyperprism;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.hyperprism.method.ExchangePhase;
import org.hyperprism.method.LocalPhase;
import org.hyperprism.method.Start;
import org.hyperprism.method.Vector;
import org.hyperprism.method.hyperprism.hypernetwork.ExponentLoss;
import org.hyperprism.model.ModelPart;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.model.ParameterLayout.Range;
import org.jspecify.annotations.Nullable;

/**
 * The exponents p of a device, one per part of the model.
 *
 * @param representation p of the representation part
 * @param decision p of the decision part
 * @param learning how some parts' exponents are learned; null if none is
 */
record Exponents(
    ExponentSchedule representation, ExponentSchedule decision, @Nullable ExponentLearning learning)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /**
   * The exponents that the settings say.
   *
   * @param layout the parts of the model
   */
  static Exponents of(HyperPrismSettings settings, ParameterLayout layout) {
    ExponentSchedule representation = settings.representationExponent();
    ExponentSchedule decision = settings.decisionExponent();
    List<ModelPart> learned = new ArrayList<>();
    for (ModelPart part : layout.parts()) {
      if ((part == ModelPart.REPRESENTATION && isLearned(representation))
          || (part == ModelPart.DECISION && isLearned(decision))) {
        learned.add(part);
      }
    }
    return new Exponents(
        representation,
        decision,
        learned.isEmpty() ? null : ExponentLearning.of(settings, learned));
  }

  private static boolean isLearned(ExponentSchedule schedule) {
    return schedule instanceof ExponentSchedule.Learned;
  }

  /** Whether a device learns any of them. */
  boolean areLearned() {
    return learning != null;
  }

  /** Whether they are learned by the loss of the neighbours' mean, instead of the device's own. */
  boolean learnFromNeighbours() {
    return learning != null && learning.loss() == ExponentLoss.NEIGHBOURS;
  }

  /** The first of a device's scalars, which neighbours may be shown. */
  int shownScalars() {
    return learning == null ? 0 : learning.shown();
  }

  /** Whether neighbours average the derivatives of their losses by the exponents. */
  boolean averageSlopes() {
    return learning != null && learning.averageSlopes();
  }

  /** The parts whose exponents are learned. */
  List<ModelPart> learnedParts() {
    return learning == null ? List.of() : learning.parts();
  }

  /** Whether the exponent of this part is learned. */
  boolean isLearned(ModelPart part) {
    return place(part) >= 0;
  }

  /** Scalars of a device: the learned exponents in use, then its hypernetwork. */
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
   * @param ranges of the parameters with the parts whose exponents these are
   * @param gradient of the loss at the aggregated model, by the round's first mini-batch
   * @param judged the model whose loss teaches the exponents
   * @param tangent derivative of that model by the exponent of each parameter's part
   * @param spare receives the gradient of a fresh mini-batch, if one is wanted
   */
  void learn(
      LocalPhase device,
      List<Range> ranges,
      Vector gradient,
      Vector judged,
      Vector tangent,
      Vector spare) {
    if (learning == null) {
      return;
    }
    Vector at = gradient;
    if (takeFurtherGradient()) {
      at = spare;
      device.furtherGradient(judged, at);
    }
    learning.learn(device, ranges, at, tangent);
  }

  /** Whether learning takes one more mini-batch gradient in a round than the local steps do. */
  boolean takeFurtherGradient() {
    return learning != null && (learning.freshGradient() || learnFromNeighbours());
  }

  /** A step of the hypernetwork in an aggregation, where neighbours learn together. */
  void learnTogether(ExchangePhase device) {
    if (learning != null) {
      learning.learnTogether(device);
    }
  }

  /** Place of a part's exponent among a device's scalars; -1 if it is not learned. */
  int place(ModelPart part) {
    return learning == null ? -1 : learning.parts().indexOf(part);
  }

  /**
   * The exponent of a part; running statistics are always averaged linearly.
   *
   * @param round from 1
   * @param scalars the device's scalars from {@code offset} on
   */
  double of(ModelPart part, int round, float[] scalars, int offset) {
    int place = place(part);
    if (place >= 0) {
      return scalars[offset + place];
    }
    return switch (part) {
      case REPRESENTATION -> in(representation, round);
      case DECISION -> in(decision, round);
      case STATISTICS -> 1;
    };
  }

  private static double in(ExponentSchedule schedule, int round) {
    if (schedule instanceof ExponentSchedule.Constant constant) {
      return constant.p();
    }
    // Of a part that the model does not have there is nothing to learn.
    return schedule instanceof ExponentSchedule.Changing changing ? changing.in(round) : 1;
  }
}
