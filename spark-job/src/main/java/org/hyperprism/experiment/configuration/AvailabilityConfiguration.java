package org.hyperprism.experiment.configuration;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hyperprism.availability.AvailabilityKind;
import org.hyperprism.availability.TimeUnit;
import org.hyperprism.setting.Consistent;
import org.hyperprism.setting.Setting;
import org.hyperprism.simulation.Amount;
import org.hyperprism.simulation.AmountFormat;

/**
 * When devices are there.
 *
 * @param kind where that comes from
 * @param path the table of times, with {@code trace}
 * @param unit of all times here
 * @param period of a day and a night, with {@code day-night}
 * @param share of a period that is day
 * @param jitter share of a period over which the beginnings of the devices' days are spread
 * @param join when devices join
 * @param leave when they leave for good
 * @param battery what devices draw on
 * @param emptyRound seconds that a round takes in which nobody is there
 */
public record AvailabilityConfiguration(
    @Setting(
            defaultValue = "always",
            documentation =
                "When each device is there, as spark-job/docs/availability.md says; one that is not has"
                    + " no links and keeps what it has: always, trace as availability.path says, or"
                    + " day-night for a part of each period.")
        AvailabilityKind kind,
    @Setting(
            defaultValue = "null",
            documentation =
                "With trace, a CSV file, also packed as .csv.gz, with the columns device,from,to: the"
                    + " times at which each device is there.")
        Optional<String> path,
    @Setting(
            defaultValue = "rounds",
            documentation =
                "In what all times of availability are given: rounds, or simulated seconds since the"
                    + " beginning, for which time.enabled must be true.")
        TimeUnit unit,
    @Setting(
            defaultValue = "24",
            range = "> 0",
            documentation = "Length of a day with its night, with day-night, in availability.unit.")
        double period,
    @Setting(
            defaultValue = "0.5",
            range = "above 0 to 1",
            documentation = "Share of each period that a device is there, with day-night.")
        double share,
    @Setting(
            defaultValue = "0",
            range = "0 to 1",
            documentation =
                "Share of a period over which the beginnings of the devices' days are spread, drawn"
                    + " for each device, with day-night: at 0 all have the same day, at 1 as many are"
                    + " there at any time.")
        double jitter,
    @Setting(
            defaultValue = "start",
            format = AmountFormat.Joining.class,
            documentation =
                "When devices join, in availability.unit: at the start, all at one time, drawn for each"
                    + " from a distribution, or a CSV file with the columns device,value; until then"
                    + " they are away.")
        Amount join,
    @Setting(
            defaultValue = "never",
            format = AmountFormat.Leaving.class,
            documentation = "When devices leave for good, in the same way.")
        Amount leave,
    BatteryConfiguration battery,
    @Setting(
            defaultValue = "60",
            range = "> 0",
            documentation =
                "Simulated seconds of a round in which nobody is there, so that the clock goes on.")
        double emptyRound)
    implements Consistent {

  /** Whether any device may be away. */
  public boolean isLimited() {
    return kind != AvailabilityKind.ALWAYS
        || !(join instanceof Amount.Word)
        || !(leave instanceof Amount.Word)
        || hasBatteries();
  }

  /** Whether devices draw on batteries that may run out. */
  public boolean hasBatteries() {
    return !(battery.joules() instanceof Amount.Word);
  }

  @Override
  public Map<String, String> violations() {
    Map<String, String> violations = new LinkedHashMap<>();
    if (kind == AvailabilityKind.TRACE && path.isEmpty()) {
      violations.put(
          "path",
          "is not set, but availability.kind is trace; expected a CSV file with the columns device,from,to");
    }
    if (kind != AvailabilityKind.TRACE && path.isPresent()) {
      violations.put(
          "path",
          "is %s, but availability.kind is not trace and nobody reads it; expected availability.kind = trace, or no path"
              .formatted(path.get()));
    }
    return violations;
  }
}
