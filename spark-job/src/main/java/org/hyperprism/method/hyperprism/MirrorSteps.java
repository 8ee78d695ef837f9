package org.hyperprism.method.hyperprism;

import static org.hyperprism.method.Term.plus;
import static org.hyperprism.method.Term.times;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hyperprism.math.MirrorMap;
import org.hyperprism.method.DeviceVectors;
import org.hyperprism.method.LocalPhase;
import org.hyperprism.method.StepOrder;
import org.hyperprism.method.Vector;
import org.hyperprism.model.ModelPart;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.model.ParameterLayout.Range;
import org.jspecify.annotations.Nullable;

/**
 * The mirror space of {@link HyperPrism}: which ranges of a model share a map, which map that is,
 * and the step w <- psi^-1(psi(w) - eta s g) with its rate eta s and its momentum.
 */
final class MirrorSteps implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Exponents exponents;
  private final HyperPrismSettings.Decision decision;
  private final StepOrder order;
  private final MirrorScale scale;
  private final double elasticity;
  private final double momentum;
  private final Vector velocity;
  private final double learningRate;

  /**
   * @param velocity kept by the device for the momentum, if there is any
   * @param learningRate eta, > 0
   */
  MirrorSteps(
      HyperPrismSettings settings, Exponents exponents, Vector velocity, double learningRate) {
    this.exponents = exponents;
    this.decision = settings.decision();
    this.order = settings.order();
    this.scale = settings.mirrorGradientScale();
    this.elasticity = settings.elasticity();
    this.momentum = settings.mirrorMomentum();
    this.velocity = velocity;
    this.learningRate = learningRate;
  }

  /** The layout with the decision part that the settings choose. */
  static ParameterLayout withParts(ParameterLayout layout, HyperPrismSettings.Decision decision) {
    return decision == HyperPrismSettings.Decision.LAST ? layout.withDecisionInLastLayer() : layout;
  }

  /** The ranges that are stepped and averaged as one: parts, or layers where they have a scale. */
  List<Range> pieces(DeviceVectors device) {
    return pieces(device.layout());
  }

  private List<Range> pieces(ParameterLayout model) {
    ParameterLayout layout = withParts(model, decision);
    return scale instanceof MirrorScale.Layer ? layout.layers() : layout.ranges();
  }

  /** The maps of all pieces; none if all are linear. */
  Map<Range, MirrorMap> maps(ParameterLayout layout, int round, float[] scalars, int offset) {
    Map<Range, MirrorMap> maps = new LinkedHashMap<>();
    for (Range range : pieces(layout)) {
      maps.put(range, map(range.part(), exponents.of(range.part(), round, scalars, offset)));
    }
    return maps.values().stream().allMatch(map -> map.p() == 1) ? Map.of() : maps;
  }

  /** The device's exponent of each part that the model has. */
  Map<ModelPart, Double> exponents(DeviceVectors device) {
    Map<ModelPart, Double> p = new EnumMap<>(ModelPart.class);
    for (Range range : pieces(device)) {
      p.put(
          range.part(),
          exponents.of(range.part(), device.round(), device.scalars(), device.scalarsOffset()));
    }
    return p;
  }

  /** The mirror map of a part; running statistics have that of the linear mean. */
  MirrorMap map(ModelPart part, Map<ModelPart, Double> p) {
    return map(part, p.getOrDefault(part, 1.0));
  }

  private MirrorMap map(ModelPart part, double p) {
    return part.isTrained() ? new MirrorMap(p, elasticity) : MirrorMap.power(1);
  }

  /**
   * eta s of a range, for a step that begins at {@code weights}. Running statistics take their one
   * step in full, and never a second one.
   */
  double rate(
      DeviceVectors device, Range range, Vector weights, MirrorMap map, Map<ModelPart, Double> p) {
    if (!range.part().isTrained()) {
      return order == StepOrder.BOTH ? 0 : learningRate;
    }
    double meanExponent =
        p.entrySet().stream()
            .filter(each -> each.getKey().isTrained())
            .mapToDouble(Map.Entry::getValue)
            .average()
            .orElse(1);
    return learningRate * scale.of(device, range, weights, map, meanExponent);
  }

  boolean haveMomentum() {
    return momentum != 0;
  }

  /** What a mirror step follows: the gradient, or with momentum v <- beta v + g. */
  Vector direction(LocalPhase device, Vector gradient) {
    if (!haveMomentum()) {
      return gradient;
    }
    for (Range range : pieces(device)) {
      // Running statistics know no momentum.
      double beta = range.part().isTrained() ? momentum : 0;
      device.set(range, velocity, times(beta, velocity), plus(gradient));
    }
    return velocity;
  }

  /**
   * Sets {@code target} to psi^-1(psi(from) - eta s gradient).
   *
   * @param tangent becomes the derivative of {@code target} by each part's exponent; null for none
   */
  void step(
      LocalPhase device, Vector from, Vector gradient, Vector target, @Nullable Vector tangent) {
    Map<ModelPart, Double> p = exponents(device);
    for (Range range : pieces(device)) {
      MirrorMap map = map(range.part(), p);
      double rate = rate(device, range, from, map, p);
      if (tangent == null) {
        device.mirrorStep(range, from, gradient, rate, map, target);
      } else {
        device.mirrorStep(range, from, gradient, rate, map, target, tangent);
      }
    }
  }
}
