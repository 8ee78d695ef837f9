package org.hyperprism.topology.schedule;

import java.io.Serializable;
import org.hyperprism.setting.Setting;

/**
 * The setting {@code links.degree}, which several kinds of links share.
 *
 * @param degree neighbours of each device, >= 1
 */
public record LinkDegree(
    @Setting(
            defaultValue = "4",
            range = ">= 1",
            documentation =
                "Neighbours of each device, with random-regular and small-world (there before"
                    + " rewiring, and even); with directed, devices that hear each device.")
        int degree)
    implements Serializable {}
