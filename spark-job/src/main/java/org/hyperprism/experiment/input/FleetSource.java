package org.hyperprism.experiment.input;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.experiment.configuration.TimeConfiguration;
import org.hyperprism.experiment.links.Availabilities;
import org.hyperprism.experiment.table.AmountTable;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.method.Method;
import org.hyperprism.method.VectorPlan;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.simulation.Amount;
import org.hyperprism.simulation.DeviceProfile;
import org.hyperprism.simulation.Fleet;
import org.hyperprism.simulation.Lateness.LateDevices;
import org.hyperprism.simulation.LinkTimes;
import org.hyperprism.simulation.Power;
import org.hyperprism.topology.LinkSchedule;

/** From the settings below {@code time} to what they describe. */
final class FleetSource {

  private final ExperimentConfiguration configuration;
  private final TimeConfiguration time;
  private final RandomStreams random;

  private FleetSource(ExperimentConfiguration configuration) {
    this.configuration = configuration;
    this.time = configuration.time();
    this.random = new RandomStreams(configuration.seed());
  }

  /**
   * The devices and links of an experiment; empty if it simulates no time.
   *
   * @throws ConfigurationException if a table is not sound, or the model or the links do not say
   *     what is asked of them
   */
  static Optional<Fleet> of(
      ExperimentConfiguration configuration, ModelDefinition model, LinkSchedule links) {
    if (!configuration.time().enabled()) {
      return Optional.empty();
    }
    FleetSource source = new FleetSource(configuration);
    source.requireKnown(model, links);
    return Optional.of(source.fleet());
  }

  private void requireKnown(ModelDefinition model, LinkSchedule links) {
    if (time.flops().isEmpty() && model.forwardFlops().isEmpty()) {
      throw new ConfigurationException(
          "time.flops is auto, but the operations of the model '%s' are not known, as it comes from a file; expected a number: the floating-point operations of a forward pass of one sample"
              .formatted(model.name()));
    }
    if (time.rate() instanceof Amount.Word && links.receptions(1).isEmpty()) {
      throw new ConfigurationException(
          "time.rate is snr, but links.kind is %s, of which no signal is known; expected links.kind = trace, or a number of bit/s"
              .formatted(configuration.links().kind()));
    }
  }

  /**
   * Refuses a method whose neighbours cannot do with what a late device sent last.
   *
   * @param name the method's
   */
  static void requireSuited(ExperimentConfiguration configuration, Method method, String name) {
    VectorPlan plan = method.vectors();
    boolean keeps =
        configuration.time().lateness().changesRounds()
            && configuration.time().late() == LateDevices.KEEP;
    boolean suited =
        method.exchanges() == 1
            && plan.sentScalars() == 0
            && !method.mixing().isColumnStochastic()
            && plan.sent().equals(List.of(Method.MODEL));
    if (keeps && !suited) {
      throw new ConfigurationException(
          "time.late is keep, and %s sends more than its model, or sends it in several exchanges, so that what a device sent last does not fit to what its neighbours have now; expected time.late = renormalise or wait, or a method such as dpsgd"
              .formatted(name));
    }
  }

  private Fleet fleet() {
    List<Power> powers = new ArrayList<>();
    for (int device = 0; device < configuration.devices(); device++) {
      powers.add(time.watts().or(profile(device).power()));
    }
    return new Fleet(
        speeds(),
        powers,
        new LinkTimes(rates(), time.latency(), time.retransmissions()),
        time.fullDuplex(),
        time.jitter(),
        time.lateness(),
        configuration.seed(),
        Availabilities.presence(configuration).orElse(null));
  }

  private DeviceProfile profile(int device) {
    return time.profiles().get(device % time.profiles().size());
  }

  private double[] speeds() {
    int devices = configuration.devices();
    if (time.speed() instanceof Amount.Table table) {
      return AmountTable.read("time.speed", table.path()).ofDevices(devices);
    }
    double[] speeds = new double[devices];
    for (int device = 0; device < devices; device++) {
      speeds[device] =
          time.speed() instanceof Amount.Drawn drawn
              ? drawn.draw(random.stream(Purpose.DEVICE_SPEED, device, 0))
              : profile(device).speed();
    }
    return speeds;
  }

  private LinkTimes.Rates rates() {
    int devices = configuration.devices();
    if (time.rate() instanceof Amount.Table table) {
      return new LinkTimes.TableRates(
          AmountTable.read("time.rate", table.path()).ofLinks(devices), devices, table.path());
    }
    return time.rate() instanceof Amount.Drawn drawn
        ? new LinkTimes.DrawnRates(drawn, devices, random)
        : new LinkTimes.SnrRates();
  }
}
