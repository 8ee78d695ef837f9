package org.hyperprism.model;

import java.io.Serializable;

/**
 * Neighbouring parameters of one layer that start alike and belong to one part.
 *
 * @param layer the layer, as people know it
 * @param parameter name of the parameter in its layer, such as {@code W} or {@code mean}
 * @param part the part of the model
 * @param length how many values, at least 1
 * @param initial what they start with
 */
public record ParameterBlock(
    String layer, String parameter, ModelPart part, int length, InitialValues initial)
    implements Serializable {

  private static final long serialVersionUID = 1L;
}
