package org.hyperprism.algorithm;

import java.util.EnumMap;
import java.util.Map;
import org.hyperprism.compute.MixingKernel;
import org.hyperprism.compute.Neighbourhood;
import org.hyperprism.model.ModelPart;
import org.hyperprism.model.ParameterLayout;

/**
 * D-PSGD (Lian et al. 2017, arXiv 1705.09056): gradient steps and linear averaging over neighbours.
 *
 * <p>CTA, the paper's Algorithm 1: w_i <- sum_j a_ij w_j - learningRate g_i(w_i). ATC: w_i <- sum_j
 * a_ij (w_j - learningRate g_j(w_j)).
 *
 * @param layout the model's parts
 * @param order {@link StepOrder#ATC} or {@link StepOrder#CTA}; {@link StepOrder#PRIMAL} is ATC
 * @param learningRate > 0
 * @param localSteps gradient steps per round, >= 1
 */
public record Dpsgd(ParameterLayout layout, StepOrder order, double learningRate, int localSteps)
    implements Algorithm {

  private static final long serialVersionUID = 1L;
  private static final int GRADIENT_SUM = 1;

  @Override
  public MethodName name() {
    return MethodName.DPSGD;
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
    LocalSteps.Rule rule =
        (weights, weightsOffset, g, gOffset, result, resultOffset) ->
            kernel.step(
                weights,
                weightsOffset,
                g,
                gOffset,
                learningRate,
                result,
                resultOffset,
                layout.parameters());
    return switch (order) {
      case ATC, PRIMAL -> LocalSteps.onModel(localSteps, device, gradient, workspace, rule);
      case CTA ->
          LocalSteps.gradientSum(localSteps, device, GRADIENT_SUM, gradient, workspace, rule);
    };
  }

  @Override
  public void aggregate(
      DeviceVectors device, Neighbourhood neighbourhood, Workspace workspace, DeviceVectors next) {
    boolean stepsAfterwards = order == StepOrder.CTA;
    workspace
        .kernel()
        .linearMean(
            neighbourhood,
            0,
            layout.parameters(),
            stepsAfterwards ? device.array(GRADIENT_SUM) : workspace.gradient(),
            device.offset(),
            stepsAfterwards ? learningRate : 0,
            next.array(MODEL),
            next.offset());
  }

  @Override
  public Map<ModelPart, Double> exponents() {
    Map<ModelPart, Double> exponents = new EnumMap<>(ModelPart.class);
    layout.ranges().forEach(range -> exponents.put(range.part(), 1.0));
    return exponents;
  }
}
