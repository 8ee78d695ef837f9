package org.hyperprism.experiment.configuration;

import org.hyperprism.setting.Setting;
import org.hyperprism.simulation.Amount;
import org.hyperprism.simulation.AmountFormat;

/**
 * The batteries of simulated devices.
 *
 * @param joules that each holds, full at the beginning
 * @param watts with which each is charged
 * @param back share of its battery that a device which ran out waits for
 */
public record BatteryConfiguration(
    @Setting(
            defaultValue = "none",
            format = AmountFormat.Charge.class,
            documentation =
                "Joules that each device's battery holds, full before round 1: none for no end, one"
                    + " number for all, drawn from a distribution, or a CSV file with the columns"
                    + " device,value; a device that has used them up, in simulated joules, is away from"
                    + " the next round on.")
        Amount joules,
    @Setting(
            defaultValue = "0",
            range = ">= 0",
            documentation =
                "Watts with which each battery is charged all the time; at 0 a device that runs out is"
                    + " gone for good.")
        double watts,
    @Setting(
            defaultValue = "0.5",
            range = "above 0 to 1",
            documentation =
                "Share of its battery that must be charged until a device that ran out comes back.")
        double back) {}
