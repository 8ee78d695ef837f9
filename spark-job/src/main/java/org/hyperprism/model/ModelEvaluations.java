package org.hyperprism.model;

import java.io.Serializable;
import java.util.List;

/**
 * How several models did on the same samples, one by one and class by class.
 *
 * @param models the evaluation of each model, in their order
 * @param classes what they made of each class, summed over those of the models that count
 */
public record ModelEvaluations(List<Evaluation> models, ClassCounts classes)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /**
   * Those of all, one behind the other.
   *
   * @param parts at least one, all on the same samples
   */
  public static ModelEvaluations together(List<ModelEvaluations> parts) {
    return new ModelEvaluations(
        parts.stream().flatMap(part -> part.models.stream()).toList(),
        parts.stream().map(ModelEvaluations::classes).reduce(ClassCounts::plus).orElseThrow());
  }
}
