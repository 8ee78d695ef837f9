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
 */
public record Training(ModelDefinition model, GradientBackend backend, int batchSize)
    implements Serializable {

  private static final long serialVersionUID = 1L;
}
