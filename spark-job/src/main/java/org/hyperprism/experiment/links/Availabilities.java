package org.hyperprism.experiment.links;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.availability.Availability;
import org.hyperprism.availability.Batteries;
import org.hyperprism.availability.Pattern;
import org.hyperprism.availability.Presence;
import org.hyperprism.availability.RoundAttendance;
import org.hyperprism.availability.TimeUnit;
import org.hyperprism.experiment.configuration.AvailabilityConfiguration;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.experiment.configuration.TextFile;
import org.hyperprism.experiment.table.AmountTable;
import org.hyperprism.experiment.table.AvailabilityTable;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.simulation.Amount;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.derived.PresentLinks;
import org.jspecify.annotations.Nullable;

/** From the settings below {@code availability} to what they describe. */
public final class Availabilities {

  private static final String SECTION = "availability.";

  private final ExperimentConfiguration configuration;
  private final AvailabilityConfiguration settings;
  private final RandomStreams random;

  private Availabilities(ExperimentConfiguration configuration) {
    this.configuration = configuration;
    this.settings = configuration.availability();
    this.random = new RandomStreams(configuration.seed());
  }

  /**
   * When the devices of an experiment are there; empty if they always are.
   *
   * @throws org.hyperprism.failure.HyperPrismException if a table is not there or not sound
   */
  public static Optional<Presence> presence(ExperimentConfiguration configuration) {
    return configuration.availability().isLimited()
        ? Optional.of(new Availabilities(configuration).presence())
        : Optional.empty();
  }

  /**
   * Links among the devices that are there, as far as that follows from the number of a round;
   * where it depends on what rounds take, the links as they are.
   */
  static LinkSchedule among(ExperimentConfiguration configuration, LinkSchedule links) {
    AvailabilityConfiguration settings = configuration.availability();
    boolean byRound = settings.unit() == TimeUnit.ROUNDS && !settings.hasBatteries();
    return settings.isLimited() && byRound
        ? new PresentLinks(
            links, new RoundAttendance(new Availabilities(configuration).availability()))
        : links;
  }

  private Presence presence() {
    return new Presence(availability(), settings.unit(), batteries(), settings.emptyRound());
  }

  private @Nullable Batteries batteries() {
    return settings.hasBatteries()
        ? new Batteries(
            values("battery.joules", settings.battery().joules(), Purpose.BATTERY, 0),
            settings.battery().watts(),
            settings.battery().back())
        : null;
  }

  private Availability availability() {
    return new Availability(
        pattern(),
        values("join", settings.join(), Purpose.JOINING, Double.NEGATIVE_INFINITY),
        values("leave", settings.leave(), Purpose.LEAVING, Double.POSITIVE_INFINITY));
  }

  private Pattern pattern() {
    return switch (settings.kind()) {
      case ALWAYS -> new Pattern.Always();
      case DAY_NIGHT -> new Pattern.DayNight(settings.period(), settings.share(), beginnings());
      case TRACE -> times(settings.path().orElseThrow());
    };
  }

  private double[] beginnings() {
    double[] begins = new double[configuration.devices()];
    for (int device = 0; device < begins.length; device++) {
      UniformRandomProvider draw = random.stream(Purpose.DAY, device, 0);
      begins[device] =
          settings.unit().beginning() + settings.jitter() * settings.period() * draw.nextDouble();
    }
    return begins;
  }

  private Pattern times(String path) {
    String text =
        TextFile.read(
            path,
            (reason, cause) ->
                new ConfigurationException(
                    "%spath %s: %s; expected a CSV file with the columns %s"
                        .formatted(SECTION, path, reason, AvailabilityTable.HEADER),
                    cause));
    return AvailabilityTable.read(text, path, configuration.devices(), settings.unit());
  }

  /**
   * @param otherwise what a word stands for
   */
  private double[] values(String setting, Amount amount, Purpose purpose, double otherwise) {
    int devices = configuration.devices();
    if (amount instanceof Amount.Table table) {
      return AmountTable.read(SECTION + setting, table.path()).ofDevices(devices);
    }
    double[] values = new double[devices];
    Arrays.fill(values, otherwise);
    if (amount instanceof Amount.Drawn drawn) {
      for (int device = 0; device < devices; device++) {
        values[device] = drawn.draw(random.stream(purpose, device, 0));
      }
    }
    return values;
  }
}
