package org.hyperprism.engine;

import java.io.Serializable;
import org.hyperprism.model.GradientBackend;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.shift.DatasetShift;

/**
 * What a device trains and how its gradients are computed.
 *
 * @param model the architecture
 * @param backend computes the gradients
 * @param batchSize samples per mini-batch, >= 1
 * @param meanSamples mean number of samples of a device, by which the gradients of one with n_i are
 *     weighted n_i / meanSamples; 0 to weight all devices alike
 * @param shift what becomes of samples; training data come with the skew of their devices in them
 */
public record Training(
    ModelDefinition model,
    GradientBackend backend,
    int batchSize,
    double meanSamples,
    DatasetShift shift)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Training in which all devices weigh alike. */
  public Training(ModelDefinition model, GradientBackend backend, int batchSize) {
    this(model, backend, batchSize, 0);
  }

  /** Training on samples that stay what they are. */
  public Training(
      ModelDefinition model, GradientBackend backend, int batchSize, double meanSamples) {
    this(model, backend, batchSize, meanSamples, DatasetShift.NONE);
  }
}
