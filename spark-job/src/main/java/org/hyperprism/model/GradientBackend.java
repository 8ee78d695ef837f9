package org.hyperprism.model;

import java.io.Serializable;
import java.util.Optional;

/**
 * A way to compute gradients: makes an oracle for each thread that needs one. Oracles are pooled by
 * equal backends, so it is a record or has {@code equals} and {@code hashCode}.
 */
public interface GradientBackend extends Serializable {

  /** What in a model it cannot compute, as a clause for a message; empty if it can compute all. */
  Optional<String> obstacle(ModelDefinition model);

  /** Whether it can compute the gradients of a model. */
  default boolean supports(ModelDefinition model) {
    return obstacle(model).isEmpty();
  }

  /** Whether the weights of samples count in its gradients; without it all count alike. */
  default boolean weighsSamples() {
    return false;
  }

  /**
   * A new oracle.
   *
   * @param model the architecture, which it supports
   * @param batchCapacity most samples of one gradient, at least 1
   */
  GradientOracle oracle(ModelDefinition model, int batchCapacity);

  /**
   * Room for the gradients of several models at once, where that is faster than one after the
   * other; empty, as by default, where it is not.
   *
   * @param model the architecture, which it supports
   * @param batchCapacity most samples of one gradient, at least 1
   */
  default Optional<GradientGroup> group(ModelDefinition model, int batchCapacity) {
    return Optional.empty();
  }

  /** What computes the gradients on this machine, in one line for logs and results. */
  String describe();
}
