package org.hyperprism.experiment.configuration;

import java.util.OptionalDouble;
import org.hyperprism.setting.Setting;

/**
 * Devices that move by random waypoint in a square.
 *
 * @param side side of the square in metres, above 0
 * @param minimumSpeed metres per second, above 0
 * @param maximumSpeed metres per second, above 0
 * @param pause seconds at a waypoint, at least 0
 * @param roundSeconds seconds of a round, above 0
 * @param range metres within which two devices are linked, above 0; absent: chosen each round so
 *     that the density is exact
 */
public record MobilityConfiguration(
    @Setting(
            defaultValue = "130",
            range = "> 0",
            documentation = "Side in metres of the square in which devices move.")
        double side,
    @Setting(
            defaultValue = "1",
            range = "> 0",
            documentation =
                "Slowest speed in metres per second; near 0 devices hardly ever arrive.")
        double minimumSpeed,
    @Setting(
            defaultValue = "5",
            range = "> 0",
            documentation =
                "Fastest speed in metres per second; the faster, the more links change in a round.")
        double maximumSpeed,
    @Setting(
            defaultValue = "0",
            range = ">= 0",
            documentation = "Seconds that a device stays at a waypoint.")
        double pause,
    @Setting(defaultValue = "1", range = "> 0", documentation = "Seconds between two rounds.")
        double roundSeconds,
    @Setting(
            defaultValue = "auto",
            range = "> 0",
            keyword = "auto",
            documentation =
                "Metres within which two devices are linked; auto is whatever gives links.density in"
                    + " the round.")
        OptionalDouble range) {}
