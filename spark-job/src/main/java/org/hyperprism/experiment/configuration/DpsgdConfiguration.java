package org.hyperprism.experiment.configuration;

import org.hyperprism.algorithm.StepOrder;

/**
 * D-PSGD.
 *
 * @param order where the gradient step stands relative to the aggregation; not {@link
 *     StepOrder#PRIMAL}, which is {@link StepOrder#ATC} for a linear mean
 */
public record DpsgdConfiguration(
    @Setting(
            standard = "atc",
            refused = "primal",
            refusedBecause = "for the weighted mean of D-PSGD it equals atc, so write atc",
            documentation =
                "Where the gradient step stands: atc steps, then combines; cta combines, then"
                    + " steps.")
        StepOrder order) {

  public DpsgdConfiguration {
    Settings.check(DpsgdConfiguration.class, order);
  }
}
