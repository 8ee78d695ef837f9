package org.hyperprism.algorithm;

import java.util.EnumMap;
import java.util.Map;
import org.hyperprism.compute.MixingKernel;
import org.hyperprism.compute.Neighbourhood;
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
 * @param learningRate > 0
 * @param localSteps gradient steps per round, >= 1
 */
public record HyperPrism(
    ParameterLayout layout,
    double representationExponent,
    double decisionExponent,
    StepOrder order,
    double learningRate,
    int localSteps)
    implements Algorithm {

  private static final long serialVersionUID = 1L;
  private static final int GRADIENT_SUM = 1;

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
  public int stateVectors() {
    return 1;
  }

  @Override
  public int roundVectors() {
    return order == StepOrder.CTA ? 2 : 1;
  }

  @Override
  public double localStep(DeviceVectors device, LocalGradient gradient, Workspace workspace) {
    MixingKernel kernel = workspace.kernel();
    return switch (order) {
      case ATC -> LocalSteps.onModel(localSteps, device, gradient, workspace, mirrorRule(kernel));
      case CTA ->
          LocalSteps.gradientSum(
              localSteps, device, GRADIENT_SUM, gradient, workspace, mirrorRule(kernel));
      case PRIMAL ->
          LocalSteps.onModel(
              localSteps,
              device,
              gradient,
              workspace,
              (weights, weightsOffset, g, gOffset, result, resultOffset) ->
                  kernel.step(
                      weights,
                      weightsOffset,
                      g,
                      gOffset,
                      learningRate,
                      result,
                      resultOffset,
                      layout.parameters()));
    };
  }

  private LocalSteps.Rule mirrorRule(MixingKernel kernel) {
    return (weights, weightsOffset, gradient, gradientOffset, result, resultOffset) -> {
      for (ParameterLayout.Range range : layout.ranges()) {
        kernel.mirrorStep(
            weights,
            weightsOffset + range.from(),
            gradient,
            gradientOffset + range.from(),
            learningRate,
            exponent(range.part()),
            result,
            resultOffset + range.from(),
            range.length());
      }
    };
  }

  @Override
  public void aggregate(
      DeviceVectors device, Neighbourhood neighbourhood, Workspace workspace, DeviceVectors next) {
    boolean stepsAfterwards = order == StepOrder.CTA;
    for (ParameterLayout.Range range : layout.ranges()) {
      workspace
          .kernel()
          .powerMean(
              neighbourhood,
              range.from(),
              range.to(),
              exponent(range.part()),
              stepsAfterwards ? device.array(GRADIENT_SUM) : workspace.gradient(),
              device.offset(),
              stepsAfterwards ? learningRate : 0,
              next.array(MODEL),
              next.offset());
    }
  }

  private double exponent(ModelPart part) {
    return switch (part) {
      case REPRESENTATION -> representationExponent;
      case DECISION -> decisionExponent;
      case STATISTICS -> 1;
    };
  }

  @Override
  public Map<ModelPart, Double> exponents() {
    Map<ModelPart, Double> exponents = new EnumMap<>(ModelPart.class);
    layout.ranges().forEach(range -> exponents.put(range.part(), exponent(range.part())));
    return exponents;
  }
}
