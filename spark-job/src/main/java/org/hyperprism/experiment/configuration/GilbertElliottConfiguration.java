package org.hyperprism.experiment.configuration;

import org.hyperprism.setting.Setting;

/**
 * Links that fail in bursts.
 *
 * @param base the links that are there at best
 * @param failure probability that a good link is bad in the next round, in (0, 1]
 * @param recovery probability that a bad link is good in the next round, in (0, 1]
 */
public record GilbertElliottConfiguration(
    @Setting(
            defaultValue = "complete",
            refused = {"gilbert-elliott", "b-connected", "mobility", "trace"},
            refusedBecause = "their links vary by themselves; set linkDropOut for those",
            documentation =
                "The kind of the links that are there at best; of one that is drawn, the first"
                    + " drawing.")
        LinksKind base,
    @Setting(
            defaultValue = "0.1",
            range = "above 0 to 1",
            documentation =
                "Probability that a good link is bad in the next round; failure / (failure +"
                    + " recovery) of the links are down.")
        double failure,
    @Setting(
            defaultValue = "0.1",
            range = "above 0 to 1",
            documentation =
                "Probability that a bad link is good in the next round: bursts last 1 / recovery"
                    + " rounds on average.")
        double recovery) {}
