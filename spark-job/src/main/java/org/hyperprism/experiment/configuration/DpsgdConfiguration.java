package org.hyperprism.experiment.configuration;

import org.hyperprism.algorithm.StepOrder;

/**
 * D-PSGD.
 *
 * @param order where the gradient step stands relative to the aggregation; {@link StepOrder#ATC} or
 *     {@link StepOrder#CTA}
 */
public record DpsgdConfiguration(
    @Setting(
            standard = "atc",
            refused = {"primal", "both"},
            refusedBecause =
                "those are HyperPrism's; for the weighted mean of D-PSGD primal is atc",
            documentation =
                "Where the gradient step stands: atc steps, then combines; cta combines, then"
                    + " steps.")
        StepOrder order) {

  public DpsgdConfiguration {
    Settings.check(DpsgdConfiguration.class, order);
  }
}
