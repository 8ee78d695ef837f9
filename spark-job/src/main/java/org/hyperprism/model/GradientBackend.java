package org.hyperprism.model;

import java.io.Serializable;

/** A way to compute gradients: makes an oracle for each thread that needs one. */
public interface GradientBackend extends Serializable {

  /** Whether it can compute the gradients of a model. */
  boolean supports(ModelDefinition model);

  /**
   * A new oracle.
   *
   * @param model the architecture, which it supports
   * @param batchCapacity most samples of one gradient, at least 1
   */
  GradientOracle oracle(ModelDefinition model, int batchCapacity);

  /** What computes the gradients on this machine, in one line for logs and results. */
  String describe();
}
