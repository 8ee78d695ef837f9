package org.hyperprism.experiment.configuration;

import java.util.OptionalDouble;
import org.hyperprism.setting.Setting;
import org.hyperprism.simulation.Power;

/**
 * What each device draws, all of it together, in watts; absent: what its profile says.
 *
 * @param computing while it computes
 * @param sending while its radio sends
 * @param receiving while its radio receives
 * @param idle while it waits
 */
public record WattsConfiguration(
    @Setting(
            defaultValue = "profile",
            range = ">= 0",
            keyword = "profile",
            documentation =
                "Watts of a whole device while it computes; profile takes those of its profile.")
        OptionalDouble computing,
    @Setting(
            defaultValue = "profile",
            range = ">= 0",
            keyword = "profile",
            documentation = "The same while its radio sends.")
        OptionalDouble sending,
    @Setting(
            defaultValue = "profile",
            range = ">= 0",
            keyword = "profile",
            documentation = "The same while its radio receives.")
        OptionalDouble receiving,
    @Setting(
            defaultValue = "profile",
            range = ">= 0",
            keyword = "profile",
            documentation = "The same while it waits.")
        OptionalDouble idle) {

  /** The watts of a device. */
  public Power or(Power profile) {
    return new Power(
        computing.orElse(profile.computing()),
        sending.orElse(profile.sending()),
        receiving.orElse(profile.receiving()),
        idle.orElse(profile.idle()));
  }
}
