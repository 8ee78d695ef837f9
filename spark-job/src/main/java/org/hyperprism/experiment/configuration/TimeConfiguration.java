package org.hyperprism.experiment.configuration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.hyperprism.setting.Consistent;
import org.hyperprism.setting.Setting;
import org.hyperprism.simulation.Amount;
import org.hyperprism.simulation.AmountFormat;
import org.hyperprism.simulation.Deadline;
import org.hyperprism.simulation.DeviceProfile;
import org.hyperprism.simulation.Lateness;
import org.hyperprism.simulation.Lateness.LateDevices;

/**
 * What rounds take on simulated devices, in seconds and joules, and who is late.
 *
 * @param enabled whether it is reckoned at all
 * @param profiles what the devices are
 * @param speed floating-point operations a second of each device
 * @param jitter by how much the computing of a device varies over the rounds
 * @param flops operations of a forward pass of one sample; absent: counted
 * @param rate bit/s of each link
 * @param latency of a message, in seconds
 * @param retransmissions whether what a trace's link loses is sent again
 * @param fullDuplex whether a radio sends and receives at once
 * @param watts what the devices draw
 * @param deadline until when a round waits
 * @param fewerSteps whether a device that would be late takes fewer steps
 * @param late what its neighbours do if it is late
 */
public record TimeConfiguration(
    @Setting(
            defaultValue = "false",
            documentation =
                "Whether seconds and joules of every round are reckoned for simulated devices, as"
                    + " spark-job/docs/time-and-energy.md says; the driver then draws the links of"
                    + " each round too.")
        boolean enabled,
    @Setting(
            defaultValue = "[raspberry-pi-4]",
            documentation =
                "What the devices are: measured profiles, of which device i has the i-th, and after"
                    + " the last the first again.")
        List<DeviceProfile> profiles,
    @Setting(
            defaultValue = "profile",
            format = AmountFormat.Speed.class,
            documentation =
                "Floating-point operations a second of each device: that of its profile, one number"
                    + " for all, drawn from a distribution, or a CSV file with the columns"
                    + " device,value.")
        Amount speed,
    @Setting(
            defaultValue = "0",
            range = ">= 0",
            documentation =
                "How much a device's computing time varies over the rounds: the standard deviation"
                    + " of the natural logarithm of its factor, drawn anew each round.")
        double jitter,
    @Setting(
            defaultValue = "auto",
            range = "> 0",
            keyword = "auto",
            documentation =
                "Floating-point operations of a forward pass of one sample; auto counts those of the"
                    + " model's layers, which it knows of lr, mlp, lenet and cnn alone.")
        OptionalDouble flops,
    @Setting(
            defaultValue = "6000000",
            format = AmountFormat.Rate.class,
            documentation =
                "Bits a second of each link: one number for all, drawn from a distribution for each"
                    + " pair, a CSV file with the columns source,destination,value, or snr, the rate"
                    + " of 802.11a that the signal of a trace's link allows.")
        Amount rate,
    @Setting(
            defaultValue = "0",
            range = ">= 0",
            documentation = "Seconds that every message takes besides.")
        double latency,
    @Setting(
            defaultValue = "true",
            documentation =
                "Whether a message over a trace's link is repeated until it arrives, which takes 1 /"
                    + " delivery ratio transmissions on average.")
        boolean retransmissions,
    @Setting(
            defaultValue = "false",
            documentation =
                "Whether a radio sends and receives at the same time, instead of one after the"
                    + " other.")
        boolean fullDuplex,
    WattsConfiguration watts,
    @Setting(
            defaultValue = "none",
            format = Deadline.Format.class,
            documentation =
                "When a device is late: after so many seconds of a round, or after the moment at"
                    + " which a share of the devices, such as \"90%\", would be done.")
        Deadline deadline,
    @Setting(
            defaultValue = "false",
            documentation =
                "Whether a device that would be late takes fewer local steps, as many as end in"
                    + " time.")
        boolean fewerSteps,
    @Setting(
            defaultValue = "renormalise",
            documentation =
                "What becomes of a device that is late all the same: renormalise, its neighbours mix"
                    + " without it; keep, they mix with what it sent last; wait, the round gets longer.")
        LateDevices late)
    implements Consistent {

  public TimeConfiguration {
    profiles = List.copyOf(profiles);
  }

  /** Who is late, and what becomes of it. */
  public Lateness lateness() {
    return new Lateness(deadline, fewerSteps, late);
  }

  @Override
  public Map<String, String> violations() {
    Map<String, String> violations = new LinkedHashMap<>();
    if (profiles.isEmpty()) {
      violations.put("profiles", "is [], expected at least one");
    }
    boolean hasDeadline = !deadline.equals(Deadline.NONE);
    if (hasDeadline && !enabled) {
      violations.put(
          "deadline",
          "is %s, but time.enabled is false and no device takes any time; expected time.enabled = true, or time.deadline = none"
              .formatted(new Deadline.Format().write(deadline)));
    }
    if (fewerSteps && !hasDeadline) {
      violations.put(
          "fewerSteps",
          "is true, but time.deadline is none and no device is late; expected a deadline, such as time.deadline = \"90%\", or false");
    }
    return violations;
  }
}
