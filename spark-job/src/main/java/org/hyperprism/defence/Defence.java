package org.hyperprism.defence;

import java.io.Serializable;
import org.hyperprism.compute.WeightedVectors;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.method.Method;
import org.hyperprism.topology.MixingRule;

/**
 * What a receiver does with the models that reach it, before its method averages them. It works on
 * the vectors themselves and leaves the mean to the method, so that it stands in front of linear
 * means and power means alike. The weights of what is left sum to 1.
 */
public interface Defence extends Serializable {

  /**
   * Makes what one receiver has received harmless.
   *
   * @param received models of the receiver's neighbours and its own, in ascending device id, with
   *     weights that sum to 1; changed, while the arrays that it refers to are not
   * @param self position of its own; negative if that is not finite, and so not there
   * @param length numbers of a model
   * @param round from 1
   * @param scratch room for vectors, of this thread
   * @return where the receiver's own model now is; of any one if it has no place of its own
   */
  int apply(WeightedVectors received, int self, int length, int round, Scratch scratch);

  /** The setting's word. */
  String word();

  /** Whether the receiver's own model stays one of the vectors, as learned exponents need it. */
  default boolean keepsOwn() {
    return true;
  }

  /**
   * Refuses a method whose messages are not plain models in a mean whose rows sum to 1.
   *
   * @param name the method's
   * @param rule of its mixing weights
   * @throws ConfigurationException if it is one
   */
  default void requireSuited(Method method, String name, MixingRule rule) {
    boolean plain =
        method.vectors().sent().stream().allMatch(Method.MODEL::equals)
            && method.vectors().sentScalars() == 0
            && method.exchanges() == 1;
    if (!plain || rule == MixingRule.LAPLACIAN || rule.isColumnStochastic()) {
      throw new ConfigurationException(
          "defence.kind is %s, but what %s sends under these settings is not its model alone, or its mean is not one that may leave a neighbour out; expected defence.kind = none, or methods such as hyperprism, dpsgd, qg-dsgdm or decentlam"
              .formatted(word(), name));
    }
    if (!keepsOwn() && !method.learnedParts().isEmpty()) {
      throw new ConfigurationException(
          "defence.kind is %s, in which a device's own model has no weight from which %s could learn exponents; expected fixed exponents, or another defence.kind, such as trimmed-mean"
              .formatted(word(), name));
    }
  }
}
