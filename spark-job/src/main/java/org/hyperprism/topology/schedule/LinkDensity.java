package org.hyperprism.topology.schedule;

import java.io.Serializable;
import org.hyperprism.setting.Setting;

/**
 * The setting {@code links.density}, which several kinds of links share.
 *
 * @param density share of all pairs of devices that are linked, in [0, 1]
 */
public record LinkDensity(
    @Setting(
            defaultValue = "0.5",
            range = "0 to 1",
            documentation =
                "Share of all pairs of devices that are linked in a round: exact with density,"
                    + " geometric and mobility, the probability of each link with erdos-renyi; traffic"
                    + " and aggregation grow with it, and at 0 no device hears of another.")
        double density)
    implements Serializable {}
