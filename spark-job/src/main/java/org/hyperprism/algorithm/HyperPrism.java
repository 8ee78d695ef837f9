package org.hyperprism.algorithm;

import org.hyperprism.model.ModelPart;
import org.hyperprism.model.ParameterLayout;

/**
 * HyperPrism with a fixed exponent per part of the model; the receiver's exponent maps the raw
 * models that arrive.
 *
 * <p>With spow(w, p) = sgn(w)|w|^p, the gradient of the mirror map:
 *
 * <ul>
 *   <li>CTA, eq. 6: w_i <- sroot(sum_j a_ij spow(w_j) - learningRate g_i(w_i))
 *   <li>ATC, figure 1: u_i = sroot(spow(w_i) - learningRate g_i(w_i)), then the weighted power mean
 *       (eq. 2) of the u_j
 *   <li>PRIMAL, Algorithm 1 line 6: u_i = w_i - learningRate g_i(w_i), then the weighted power mean
 *       of the u_j
 * </ul>
 *
 * @param layout the model's parts
 * @param representationExponent p of the representation part, >= 1
 * @param decisionExponent p of the decision part, >= 1
 * @param order where the gradient step stands
 * @param step learning rate of every step; momentum and weight decay of the primal one
 * @param localSteps gradient steps per round, >= 1
 */
public record HyperPrism(
    ParameterLayout layout,
    double representationExponent,
    double decisionExponent,
    StepOrder order,
    PrimalStep step,
    int localSteps)
    implements Algorithm {

  private static final long serialVersionUID = 1L;
  private static final int VELOCITY = 1;

  public HyperPrism {
    if (!(representationExponent >= 1 && decisionExponent >= 1)) {
      throw new IllegalArgumentException(
          "exponents are >= 1, or the mirror map is not uniformly convex; got %s and %s"
              .formatted(representationExponent, decisionExponent));
    }
  }

  @Override
  public MethodName name() {
    return MethodName.HYPERPRISM;
  }

  @Override
  public VectorPlan vectors() {
    int kept = 1 + keptByStep();
    return order == StepOrder.CTA
        ? VectorPlan.of(kept, 1, 2, MODEL)
        : VectorPlan.of(kept, 0, 1, MODEL);
  }

  private int keptByStep() {
    return order == StepOrder.PRIMAL ? step.keptVectors() : 0;
  }

  /** The gradient (ATC, PRIMAL) or the sum of the gradients (CTA). */
  private int gradient() {
    return 1 + keptByStep();
  }

  @Override
  public LocalReport localStep(LocalPhase device) {
    double loss =
        switch (order) {
          case ATC -> LocalSteps.onModel(localSteps, device, gradient(), this::mirrorStep);
          case CTA ->
              LocalSteps.directionSum(
                  localSteps, device, gradient(), gradient() + 1, gradient() + 2, this::mirrorStep);
          case PRIMAL ->
              LocalSteps.onModel(localSteps, device, gradient(), Dpsgd.rule(step, VELOCITY));
        };
    return new LocalReport(loss, step.learningRate());
  }

  private void mirrorStep(LocalPhase device, int from, int gradient, int target) {
    for (ParameterLayout.Range range : layout.ranges()) {
      device.mirrorStep(range, from, gradient, step.learningRate(), exponent(range.part()), target);
    }
  }

  @Override
  public void aggregate(int exchange, ExchangePhase device) {
    for (ParameterLayout.Range range : layout.ranges()) {
      device.powerMean(
          range,
          MODEL,
          MODEL,
          exponent(range.part()),
          gradient(),
          order == StepOrder.CTA ? step.learningRate() : 0);
    }
  }

  @Override
  public double exponent(ModelPart part, float[] memory, int offset) {
    return exponent(part);
  }

  private double exponent(ModelPart part) {
    return switch (part) {
      case REPRESENTATION -> representationExponent;
      case DECISION -> decisionExponent;
    };
  }

  @Override
  public long bytesPerLink(int parameters) {
    return Traffic.FLOAT * parameters + Traffic.DEGREE;
  }
}
