package org.hyperprism.experiment.input;

import java.util.Locale;
import java.util.Optional;
import org.hyperprism.asynchrony.Clock;
import org.hyperprism.asynchrony.Meeting;
import org.hyperprism.attack.AttackKind;
import org.hyperprism.compression.CompressionKind;
import org.hyperprism.defence.DefenceKind;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.method.Method;
import org.hyperprism.simulation.Amount;
import org.hyperprism.simulation.Deadline;
import org.hyperprism.topology.LinkSchedule;

/** What cannot be done where devices do not wait for each other. */
final class Asynchrony {

  private Asynchrony() {}

  /**
   * Refuses a method, and settings, that go by rounds of a common clock.
   *
   * @param name the method's
   * @param links that are available
   */
  static void requireSuited(
      ExperimentConfiguration configuration, LinkSchedule links, Method method, String name) {
    if (!configuration.asynchrony().isOn()) {
      return;
    }
    Optional<String> objection =
        method
            .objectionToAsynchrony()
            .map(why -> "%s cannot do with it: %s".formatted(name, why))
            .or(() -> objection(configuration, links));
    if (objection.isPresent()) {
      throw new ConfigurationException(
          "asynchrony.clock is %s, and %s, or asynchrony.clock = common"
              .formatted(
                  configuration.asynchrony().clock().name().toLowerCase(Locale.ROOT),
                  objection.get()));
    }
  }

  private static Optional<String> objection(
      ExperimentConfiguration configuration, LinkSchedule links) {
    boolean timed = configuration.time().enabled();
    boolean byFleet = configuration.asynchrony().clock() == Clock.FLEET;
    if (byFleet && !timed) {
      return Optional.of("time.enabled is false, so that no device has a pace; expected true");
    }
    if (byFleet && configuration.asynchrony().meeting() != Meeting.EXCHANGE) {
      return Optional.of(
          "asynchrony.meeting is %s, which is done at the strokes of Poisson clocks; expected exchange, asynchrony.clock = poisson"
              .formatted(configuration.asynchrony().meeting().name().toLowerCase(Locale.ROOT)));
    }
    if (!byFleet && timed) {
      return Optional.of(
          "time.enabled is true, but devices go by their Poisson clocks alone, at"
              + " asynchrony.interval; expected time.enabled = false");
    }
    if (byFleet && configuration.time().rate() instanceof Amount.Word) {
      return Optional.of(
          "time.rate is snr, and signals are known by rounds; expected a number of bit/s, a"
              + " distribution or a table");
    }
    boolean severalSteps =
        configuration.train().localSteps() != 1 || configuration.train().localEpochs().isPresent();
    if (byFleet && severalSteps) {
      return Optional.of(
          "a device that is met while it computes brings one gradient to a meeting; expected"
              + " train.localSteps = 1 and train.localEpochs = none, or asynchrony.clock = poisson");
    }
    if (links.isDirected()) {
      return Optional.of(
          "two that meet both hear each other; expected links.kind with links that carry both"
              + " ways");
    }
    return byRounds(configuration)
        .map(
            key -> "%s goes by rounds in which all take part; expected its default".formatted(key));
  }

  /** The first setting in use that is stated for rounds of a common clock. */
  private static Optional<String> byRounds(ExperimentConfiguration configuration) {
    if (configuration.attack().kind() != AttackKind.NONE) {
      return Optional.of("attack.kind");
    }
    if (configuration.defence().kind() != DefenceKind.NONE) {
      return Optional.of("defence.kind");
    }
    if (configuration.compression().kind() != CompressionKind.NONE) {
      return Optional.of("compression.kind");
    }
    if (!configuration.time().deadline().equals(Deadline.NONE)) {
      return Optional.of("time.deadline");
    }
    if (configuration.availability().isLimited()) {
      return Optional.of("availability");
    }
    if (configuration.links().messageLoss() > 0) {
      return Optional.of("links.messageLoss");
    }
    return configuration.links().deviceDropOut() > 0
        ? Optional.of("links.deviceDropOut")
        : Optional.empty();
  }
}
