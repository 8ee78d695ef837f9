package org.hyperprism.engine;

import java.io.Serializable;
import org.hyperprism.model.GradientBackend;
import org.hyperprism.model.ModelDefinition;

/**
 * What a device trains and how its gradients are computed.
 *
 * @param model the architecture
 * @param backend computes the gradients
 * @param batchSize samples per mini-batch, >= 1
 * @param meanSamples mean number of samples of a device, by which the gradients of one with n_i are
 *     weighted n_i / meanSamples; 0 to weight all devices alike
 */
public record Training(
    ModelDefinition model, GradientBackend backend, int batchSize, double meanSamples)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Training in which all devices weigh alike. */
  public Training(ModelDefinition model, GradientBackend backend, int batchSize) {
    this(model, backend, batchSize, 0);
  }
}
