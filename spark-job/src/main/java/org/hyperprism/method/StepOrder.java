package org.hyperprism.method;

/** Where the gradient step stands relative to the aggregation over neighbours. */
public enum StepOrder {
  /** Adapt, then combine: step on the own model, exchange the result. */
  ATC,
  /**
   * Combine, then adapt: exchange the models, step on the aggregate (HyperPrism eq. 6 verbatim).
   */
  CTA,
  /**
   * The step in the primal space on the own model (Algorithm 1, line 6), then the power mean; for a
   * linear mean the same as {@link #ATC}.
   */
  PRIMAL,
  /**
   * Both, literally Algorithm 1: the primal step on the own model (line 6), then the same gradients
   * once more in the mirror space, behind the aggregation (line 13).
   */
  BOTH;
}
