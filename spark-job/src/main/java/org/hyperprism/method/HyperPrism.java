package org.hyperprism.method;

import static org.hyperprism.method.Term.plus;
import static org.hyperprism.method.Term.times;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hyperprism.model.ModelPart;
import org.hyperprism.model.ParameterLayout;

/**
 * HyperPrism: power means of the neighbours' models, with exponents that are fixed or that each
 * device learns.
 *
 * <p>With spow(w, p) = sgn(w)|w|^p, the gradient of the mirror map, and s the {@link MirrorScale}:
 *
 * <ul>
 *   <li>CTA, eq. 6: w_i <- sroot(sum_j a_ij spow(w_j) - learningRate s g_i(w_i))
 *   <li>ATC, figure 1: u_i = sroot(spow(w_i) - learningRate s g_i(w_i)), then the weighted power
 *       mean (eq. 2) of the u_j
 *   <li>PRIMAL, Method 1 line 6: u_i = w_i - learningRate g_i(w_i), then the weighted power mean of
 *       the u_j
 *   <li>BOTH, Method 1 lines 6 and 13: the primal step, then w_i <- sroot(sum_j a_ij spow(u_j) -
 *       learningRate s g_i(w_i))
 * </ul>
 *
 * @param exponents p of each part
 * @param order where the gradient step stands
 * @param mapping whose exponent maps a model that travels
 * @param mirrorScale factor of the gradient in the mirror space
 * @param step learning rate of every step; momentum and weight decay of the primal one
 * @param localSteps gradient steps per round, >= 1
 */
public record HyperPrism(
    Exponents exponents,
    StepOrder order,
    MappingRule mapping,
    MirrorScale mirrorScale,
    PrimalStep step,
    int localSteps)
    implements Method {

  private static final long serialVersionUID = 1L;

  /** HyperPrism as eq. 6 and figure 1 have it, with fixed exponents. */
  public HyperPrism(
      double representationExponent,
      double decisionExponent,
      StepOrder order,
      PrimalStep step,
      int localSteps) {
    this(
        new Exponents(representationExponent, decisionExponent, null),
        order,
        MappingRule.RECEIVER,
        new MirrorScale.Constant(1),
        step,
        localSteps);
  }

  @Override
  public MethodName name() {
    return MethodName.HYPERPRISM;
  }

  private boolean learns() {
    return exponents.learning() != null;
  }

  private boolean stepsInPrimal() {
    return order == StepOrder.PRIMAL || order == StepOrder.BOTH;
  }

  private boolean subtractsAfterwards() {
    return order == StepOrder.CTA || order == StepOrder.BOTH;
  }

  // The numbers of the vectors: model, [tangent], [velocity], [gradient sum], scratch.

  /** Derivative of the model by the exponent of each parameter's part; kept. */
  private int tangent() {
    return 1;
  }

  private int velocity() {
    return learns() ? 2 : 1;
  }

  private int kept() {
    return velocity() + (stepsInPrimal() ? step.keptVectors() : 0);
  }

  /** Sum of the round's gradients, for the aggregation to subtract. */
  private int gradientSum() {
    return kept();
  }

  private int gradient() {
    return kept() + (subtractsAfterwards() ? 1 : 0);
  }

  private int weights() {
    return gradient() + 1;
  }

  /** The model at the beginning of the round. */
  private int before() {
    return gradient() + 2;
  }

  @Override
  public double learningRate() {
    return step.learningRate();
  }

  @Override
  public VectorPlan vectors() {
    ExponentLearning learning = exponents.learning();
    return new VectorPlan(
        kept(),
        subtractsAfterwards() ? 1 : 0,
        3,
        List.of(MODEL),
        learning == null ? 0 : learning.memory(),
        learning == null || mapping == MappingRule.RECEIVER ? 0 : learning.parts().size());
  }

  @Override
  public void start(Start device) {
    ExponentLearning learning = exponents.learning();
    if (learning != null) {
      learning.start(device);
    }
  }

  @Override
  public LocalReport localStep(LocalPhase device) {
    device.set(before(), plus(MODEL));
    LocalSteps steps = new LocalSteps(device, new Rule());
    if (order == StepOrder.CTA) {
      steps.directionSum(localSteps, gradientSum(), gradient(), weights());
    } else {
      steps.onModel(localSteps, gradient());
    }
    if (!subtractsAfterwards()) {
      return steps.report(before(), MODEL);
    }
    // What the gradients alone will do, without the neighbours.
    mirrorStep(device, MODEL, gradientSum(), weights());
    return steps.report(before(), weights());
  }

  /** What becomes of a gradient. */
  private final class Rule implements LocalSteps.Rule {

    @Override
    public void direct(LocalPhase device, int localStep, int at, int gradient) {
      if (localStep == 0) {
        learn(device, gradient);
      }
      if (order == StepOrder.BOTH) {
        if (localStep == 0) {
          device.set(gradientSum(), plus(gradient));
        } else {
          device.set(gradientSum(), plus(gradientSum()), plus(gradient));
        }
      }
      if (stepsInPrimal()) {
        step.toDirection(device, at, gradient, velocity());
      }
    }

    @Override
    public void step(LocalPhase device, int from, int direction, int target) {
      if (stepsInPrimal()) {
        step.apply(device, from, direction, target);
      } else if (order == StepOrder.ATC && learns()) {
        Map<ModelPart, Double> p = exponents(device);
        for (ParameterLayout.Range range : device.layout().ranges()) {
          ModelPart part = range.part();
          device.mirrorStep(
              range,
              from,
              direction,
              mirrorRate(part, p),
              p.getOrDefault(part, 1.0),
              target,
              tangent());
        }
      } else {
        mirrorStep(device, from, direction, target);
      }
    }
  }

  private void learn(LocalPhase device, int gradient) {
    ExponentLearning learning = exponents.learning();
    if (learning == null) {
      return;
    }
    int at = gradient;
    if (learning.freshGradient()) {
      at = weights();
      device.gradient(localSteps, MODEL, at);
    }
    learning.learn(device, at, tangent());
    learning.choose(device);
    // From here on it is the derivative of what the device sends.
    device.set(tangent());
  }

  private void mirrorStep(LocalPhase device, int from, int gradient, int target) {
    Map<ModelPart, Double> p = exponents(device);
    for (ParameterLayout.Range range : device.layout().ranges()) {
      ModelPart part = range.part();
      device.mirrorStep(
          range, from, gradient, mirrorRate(part, p), p.getOrDefault(part, 1.0), target);
    }
  }

  /** The device's exponent of each part that the model has. */
  private Map<ModelPart, Double> exponents(DeviceVectors device) {
    Map<ModelPart, Double> p = new EnumMap<>(ModelPart.class);
    for (ParameterLayout.Range range : device.layout().ranges()) {
      p.put(range.part(), exponents.of(range.part(), device.memory(), device.memoryOffset()));
    }
    return p;
  }

  /** The learning rate in the mirror space. */
  private double mirrorRate(ModelPart part, Map<ModelPart, Double> p) {
    if (!part.isTrained()) {
      // Running statistics take their one step in full.
      return order == StepOrder.BOTH ? 0 : step.learningRate();
    }
    return step.learningRate() * mirrorScale.of(part, p);
  }

  @Override
  public void aggregate(int exchange, ExchangePhase device) {
    Map<ModelPart, Double> own = exponents(device);
    for (ParameterLayout.Range range : device.layout().ranges()) {
      ModelPart part = range.part();
      double rate = subtractsAfterwards() ? mirrorRate(part, own) : 0;
      int place = exponents.place(part);
      boolean learns = place >= 0 && device.self() >= 0;
      if (place >= 0 && !learns) {
        // The device starts again from its neighbours' mean and has nothing to learn from it.
        device.set(range, tangent());
      }
      MappingRule rule = learns ? mapping : MappingRule.RECEIVER;
      switch (rule) {
        case RECEIVER -> powerMean(device, range, own.getOrDefault(part, 1.0), rate, learns);
        case CONSENSUS -> consensusMean(device, range, place, rate);
        case SENDER ->
            device.senderMean(
                range,
                MODEL,
                MODEL,
                memberExponents(device, place),
                gradientSum(),
                rate,
                tangent());
      }
    }
  }

  private void powerMean(
      ExchangePhase device, ParameterLayout.Range range, double p, double rate, boolean learns) {
    if (learns) {
      device.powerMean(range, MODEL, MODEL, p, gradientSum(), rate, tangent());
    } else {
      device.powerMean(range, MODEL, MODEL, p, gradientSum(), rate);
    }
  }

  /** The power mean whose exponent is the neighbours' mean; the own one is a share a_ii of it. */
  private void consensusMean(
      ExchangePhase device, ParameterLayout.Range range, int place, double rate) {
    double p = 0;
    for (int j = 0; j < device.members(); j++) {
      p += device.weight(j) * device.sentNumber(j, place);
    }
    double share = device.weight(device.self());
    device.set(range, tangent(), times(1 / share, tangent()));
    device.powerMean(range, MODEL, MODEL, Math.max(1, p), gradientSum(), rate, tangent());
    device.set(range, tangent(), times(share, tangent()));
  }

  private static double[] memberExponents(ExchangePhase device, int place) {
    double[] sent = new double[device.members()];
    for (int j = 0; j < sent.length; j++) {
      sent[j] = device.sentNumber(j, place);
    }
    return sent;
  }

  @Override
  public List<ModelPart> learnedParts() {
    ExponentLearning learning = exponents.learning();
    return learning == null ? List.of() : learning.parts();
  }

  @Override
  public double exponent(ModelPart part, float[] memory, int offset) {
    return exponents.of(part, memory, offset);
  }

  @Override
  public long bytesPerLink(ParameterLayout layout) {
    long exponentsSent = mapping == MappingRule.CONSENSUS ? vectors().sentMemory() : 0;
    return Traffic.FLOAT * (layout.parameters() + exponentsSent) + Traffic.DEGREE;
  }
}
