package org.hyperprism.experiment.configuration;

import org.hyperprism.algorithm.StepOrder;

/**
 * HyperPrism with fixed exponents.
 *
 * @param representationExponent exponent p of the representation part, at least 1
 * @param decisionExponent exponent p of the decision part, at least 1
 * @param order where the gradient step stands relative to the aggregation
 */
public record HyperPrismConfiguration(
    @Setting(
            key = "p.representation",
            standard = "3",
            range = ">= 1",
            documentation =
                "Exponent of the power mean over the representation part; 1 is the weighted mean of"
                    + " D-PSGD.")
        double representationExponent,
    @Setting(
            key = "p.decision",
            standard = "3",
            range = ">= 1",
            documentation =
                "Exponent of the power mean over the decision part; hyperprism.p = 3 sets both"
                    + " exponents at once.")
        double decisionExponent,
    @Setting(
            standard = "atc",
            documentation =
                "Where the gradient step stands: atc steps, then combines; cta combines, then steps"
                    + " (eq. 6 verbatim); primal steps on the model itself (Algorithm 1, line 6).")
        StepOrder order) {

  public HyperPrismConfiguration {
    Settings.check(HyperPrismConfiguration.class, representationExponent, decisionExponent, order);
  }
}
