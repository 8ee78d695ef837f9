package org.hyperprism.method;

import static org.hyperprism.method.Term.plus;
import static org.hyperprism.method.Term.times;

import org.hyperprism.model.ParameterLayout;

/**
 * D-PSGD (Lian et al. 2017, arXiv 1705.09056): gradient steps and linear averaging over neighbours.
 *
 * <p>CTA, the paper's Method 1: w_i <- sum_j a_ij w_j - learningRate g_i(w_i). ATC: w_i <- sum_j
 * a_ij (w_j - learningRate g_j(w_j)).
 *
 * @param order {@link StepOrder#ATC} or {@link StepOrder#CTA}
 * @param step the local step
 * @param localSteps gradient steps per round, >= 1
 */
public record Dpsgd(StepOrder order, PrimalStep step, int localSteps) implements Method {

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
        : VectorPlan.of(kept, 0, 2, MODEL);
  }

  /** The gradient (ATC) or the sum of the directions (CTA). */
  private int gradient() {
    return 1 + step.keptVectors();
  }

  @Override
  public LocalReport localStep(LocalPhase device) {
    LocalSteps steps = new LocalSteps(device, step.rule(VELOCITY));
    if (order == StepOrder.ATC) {
      int before = gradient() + 1;
      device.set(before, plus(MODEL));
      steps.onModel(localSteps, gradient());
      return steps.report(before, MODEL);
    }
    int weights = gradient() + 2;
    steps.directionSum(localSteps, gradient(), gradient() + 1, weights);
    step.apply(device, MODEL, gradient(), weights);
    return steps.report(MODEL, weights);
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
