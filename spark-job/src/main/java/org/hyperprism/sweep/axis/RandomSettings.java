package org.hyperprism.sweep.axis;

import org.hyperprism.setting.Setting;

/**
 * How values are drawn from distributions.
 *
 * @param cells how many combinations, at least 1
 * @param seed of the draws
 */
public record RandomSettings(
    @Setting(
            defaultValue = "20",
            range = ">= 1",
            documentation =
                "Combinations of values drawn from the distributions of the section, all different;"
                    + " a larger number keeps those of a smaller one.")
        int cells,
    @Setting(
            defaultValue = "1",
            documentation =
                "The seed that these values are drawn by, whatever the seeds of the experiments.")
        long seed) {}
