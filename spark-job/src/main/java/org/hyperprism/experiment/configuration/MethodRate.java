package org.hyperprism.experiment.configuration;

import java.util.OptionalDouble;
import org.hyperprism.setting.Setting;

/**
 * What every method can have of its own in place of what all share.
 *
 * @param learningRate step length of the method, above 0; empty for the shared one
 */
public record MethodRate(
    @Setting(
            defaultValue = "shared",
            range = "> 0",
            keyword = "shared",
            documentation =
                "Length of this method's own gradient step, for accelerated methods 1 / L; shared takes"
                    + " train.learningRate.")
        OptionalDouble learningRate) {}
