package org.hyperprism.experiment.configuration;

import java.util.OptionalDouble;
import org.hyperprism.method.MappingRule;
import org.hyperprism.method.StepOrder;
import org.hyperprism.setting.Setting;

/**
 * HyperPrism.
 *
 * @param preset which defaults the other settings have
 * @param representationExponent exponent p of the representation part, at least 1; empty if learned
 * @param decisionExponent exponent p of the decision part, at least 1; empty if learned
 * @param order where the gradient step stands relative to the aggregation
 * @param mapping whose exponent maps a model that travels
 * @param mirrorGradientScale factor of the gradient in the mirror space; empty for 10^-p
 * @param learningRate step length of its own, above 0; empty for the shared one
 * @param hypernetwork how exponents are learned
 */
public record HyperPrismConfiguration(
    @Setting(
            standard = "mirror-atc",
            documentation =
                "Defaults of the other settings: mirror-atc follows eq. 6 and figure 1 of the paper;"
                    + " paper takes Algorithm 1 by the letter, with momentum and weight decay (for"
                    + " all methods) as a public port of the authors' code has them.")
        Preset preset,
    @Setting(
            key = "p.representation",
            standard = "adaptive",
            range = ">= 1",
            keyword = "adaptive",
            documentation =
                "Exponent of the power mean over the representation part; adaptive: every device"
                    + " learns its own; 1 is the weighted mean of D-PSGD.")
        OptionalDouble representationExponent,
    @Setting(
            key = "p.decision",
            standard = "adaptive",
            range = ">= 1",
            keyword = "adaptive",
            documentation =
                "Exponent of the power mean over the decision part; hyperprism.p = 3 or"
                    + " hyperprism.p = adaptive sets both at once.")
        OptionalDouble decisionExponent,
    @Setting(
            standard = "atc",
            paper = "both",
            documentation =
                "Where the gradient step stands: atc steps, then combines; cta combines, then steps"
                    + " (eq. 6 verbatim); primal steps on the model itself (Algorithm 1, line 6);"
                    + " both steps on the model and once more behind the mean (lines 6 and 13).")
        StepOrder order,
    @Setting(
            standard = "receiver",
            documentation =
                "Whose learned exponent maps a model that travels: receiver gives true means; sender"
                    + " is Algorithm 1 by the letter; consensus is the neighbours' mean exponent.")
        MappingRule mapping,
    @Setting(
            standard = "1",
            paper = "ten-to-minus-p",
            range = "> 0",
            keyword = "ten-to-minus-p",
            documentation =
                "Factor of the gradient in the mirror space; ten-to-minus-p is 10^-p for the decision"
                    + " part and 1 for the representation part.")
        OptionalDouble mirrorGradientScale,
    @Setting(
            standard = "shared",
            range = "> 0",
            keyword = "shared",
            documentation =
                "Length of HyperPrism's gradient step; shared takes train.learningRate.")
        OptionalDouble learningRate,
    HypernetworkConfiguration hypernetwork) {

  public HyperPrismConfiguration {
    Settings.check(
        HyperPrismConfiguration.class,
        preset,
        representationExponent,
        decisionExponent,
        order,
        mapping,
        mirrorGradientScale,
        learningRate,
        hypernetwork);
  }
}
