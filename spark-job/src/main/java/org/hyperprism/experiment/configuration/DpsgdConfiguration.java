package org.hyperprism.experiment.configuration;

import java.util.OptionalDouble;
import org.hyperprism.method.StepOrder;
import org.hyperprism.setting.Setting;

/**
 * D-PSGD.
 *
 * @param order where the gradient step stands relative to the aggregation; {@link StepOrder#ATC} or
 *     {@link StepOrder#CTA}
 * @param learningRate step length of its own, above 0; empty for the shared one
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
        StepOrder order,
    @Setting(
            standard = "shared",
            range = "> 0",
            keyword = "shared",
            documentation = "Length of D-PSGD's gradient step; shared takes train.learningRate.")
        OptionalDouble learningRate) {

  public DpsgdConfiguration {
    Settings.check(DpsgdConfiguration.class, order, learningRate);
  }
}
