package org.hyperprism.algorithm;

import static org.hyperprism.algorithm.Term.times;

import org.hyperprism.model.ParameterLayout;

/**
 * D-PSGD (Lian et al. 2017, arXiv 1705.09056): gradient steps and linear averaging over neighbours.
 *
 * <p>CTA, the paper's Algorithm 1: w_i <- sum_j a_ij w_j - learningRate g_i(w_i). ATC: w_i <- sum_j
 * a_ij (w_j - learningRate g_j(w_j)).
 *
 * @param order {@link StepOrder#ATC} or {@link StepOrder#CTA}
 * @param step the local step
 * @param localSteps gradient steps per round, >= 1
 */
public record Dpsgd(StepOrder order, PrimalStep step, int localSteps) implements Algorithm {

  private static final long serialVersionUID = 1L;
  private static final int VELOCITY = 1;

  public Dpsgd {
    if (order != StepOrder.ATC && order != StepOrder.CTA) {
      throw new IllegalArgumentException("D-PSGD has the orders atc and cta, not " + order.key());
    }
  }

  @Override
  public MethodName name() {
    return MethodName.DPSGD;
  }

  @Override
  public double learningRate() {
    return step.learningRate();
  }

  @Override
  public VectorPlan vectors() {
    int kept = 1 + step.keptVectors();
    return order == StepOrder.CTA
        ? VectorPlan.of(kept, 1, 2, MODEL)
        : VectorPlan.of(kept, 0, 1, MODEL);
  }

  /** The gradient (ATC) or the sum of the directions (CTA). */
  private int gradient() {
    return 1 + step.keptVectors();
  }

  @Override
  public LocalReport localStep(LocalPhase device) {
    LocalSteps.Rule rule = rule(step, VELOCITY);
    double loss =
        order == StepOrder.ATC
            ? LocalSteps.onModel(localSteps, device, gradient(), rule)
            : LocalSteps.directionSum(
                localSteps, device, gradient(), gradient() + 1, gradient() + 2, rule);
    return new LocalReport(loss, step.learningRate());
  }

  /** The primal step as a rule for {@link LocalSteps}. */
  static LocalSteps.Rule rule(PrimalStep step, int velocity) {
    return new LocalSteps.Rule() {
      @Override
      public void direct(LocalPhase device, int localStep, int weights, int gradient) {
        step.toDirection(device, weights, gradient, velocity);
      }

      @Override
      public void step(LocalPhase device, int from, int direction, int target) {
        step.apply(device, from, direction, target);
      }
    };
  }

  @Override
  public void aggregate(int exchange, ExchangePhase device) {
    if (order == StepOrder.ATC) {
      device.mean(MODEL, MODEL);
    } else {
      device.mean(MODEL, MODEL, times(-step.learningRate(), gradient()));
    }
  }

  @Override
  public long bytesPerLink(ParameterLayout layout) {
    return Traffic.FLOAT * layout.parameters() + Traffic.DEGREE;
  }
}
