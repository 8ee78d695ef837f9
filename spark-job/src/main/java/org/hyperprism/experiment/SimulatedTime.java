package org.hyperprism.experiment;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hyperprism.asynchrony.Clock;
import org.hyperprism.asynchrony.EventRound;
import org.hyperprism.asynchrony.FleetPace;
import org.hyperprism.asynchrony.Pace;
import org.hyperprism.asynchrony.PoissonPace;
import org.hyperprism.asynchrony.WaveSchedule;
import org.hyperprism.availability.Presence;
import org.hyperprism.engine.Communication;
import org.hyperprism.engine.RoundDefinition;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.method.Method;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.results.RoundMetrics;
import org.hyperprism.simulation.Fleet;
import org.hyperprism.simulation.RoundTimes;
import org.hyperprism.simulation.SimulatedAttendance;
import org.hyperprism.simulation.Timetable;
import org.hyperprism.simulation.Workload;
import org.jspecify.annotations.Nullable;

/** The simulated seconds and joules of a method's rounds, added up as they go; or none. */
final class SimulatedTime {

  /** A gradient is a forward pass and, twice as long, the way back. */
  private static final double PASSES_OF_A_GRADIENT = 3;

  private final @Nullable Timetable timetable;

  /** The events of devices that do not wait for each other; null where they do. */
  private final @Nullable WaveSchedule waves;

  private final Communication communication;
  private final double[] seconds;
  private final double[] joules;

  /** When the latest round that was added ended, where devices do not wait for each other. */
  private double clock;

  private SimulatedTime(
      @Nullable Timetable timetable,
      @Nullable WaveSchedule waves,
      Communication communication,
      int devices) {
    this.timetable = timetable;
    this.waves = waves;
    this.communication = communication;
    this.seconds = new double[devices];
    this.joules = new double[devices];
  }

  /** That of a method's rounds; of no rounds if the experiment simulates no time. */
  static SimulatedTime of(
      ExperimentConfiguration configuration, Preparation preparation, Method method) {
    Fleet fleet = preparation.fleet();
    Communication all = preparation.communication();
    if (configuration.asynchrony().isOn()) {
      Pace pace = pace(configuration, preparation, method);
      WaveSchedule waves = WaveSchedule.of(pace, all.links(), configuration.seed());
      return new SimulatedTime(null, waves, all, preparation.devices());
    }
    if (fleet == null) {
      return new SimulatedTime(null, null, all, preparation.devices());
    }
    Workload workload = workload(configuration, preparation, method);
    RandomStreams random = new RandomStreams(configuration.seed());
    Presence presence = fleet.presence();
    Communication communication =
        presence == null || !presence.followsTheClock()
            ? all
            : all.with(
                new SimulatedAttendance(
                        presence,
                        fleet,
                        workload,
                        all.links(),
                        available -> method.links(available, random),
                        all.pausesWhenAway())
                    .links());
    Timetable timetable =
        new Timetable(
            fleet,
            workload,
            method.links(communication.links(), random),
            communication.pausesWhenAway());
    return new SimulatedTime(timetable, null, communication, preparation.devices());
  }

  private static Pace pace(
      ExperimentConfiguration configuration, Preparation preparation, Method method) {
    return configuration.asynchrony().clock() == Clock.POISSON
        ? new PoissonPace(
            preparation.devices(),
            configuration.asynchrony().interval(),
            new RandomStreams(configuration.seed()),
            configuration.asynchrony().meeting())
        : new FleetPace(
            Objects.requireNonNull(preparation.fleet()),
            workload(configuration, preparation, method));
  }

  /** How the devices reach each other, where who is there may depend on what rounds take. */
  Communication communication() {
    return communication;
  }

  private static Workload workload(
      ExperimentConfiguration configuration, Preparation preparation, Method method) {
    int batchSize = configuration.train().batchSize();
    double flopsOfSample = PASSES_OF_A_GRADIENT * forwardFlops(configuration, preparation.model());
    int[] steps = new int[preparation.devices()];
    double[] flopsOfGradient = new double[steps.length];
    for (int device = 0; device < steps.length; device++) {
      int samples = preparation.data().summary().samples(device);
      steps[device] = method.training().steps(samples, batchSize);
      // In passes the last batch has what is left: this is their mean.
      double batch =
          method.training().inEpochs()
              ? (double) samples * method.training().localEpochs() / steps[device]
              : Math.min(samples, batchSize);
      flopsOfGradient[device] = flopsOfSample * batch;
    }
    return new Workload(
        steps,
        flopsOfGradient,
        method.exchanges(),
        (double) Traffic.plainBytes(preparation, method) / method.exchanges(),
        method::gradients,
        Traffic.compressedBytes(preparation, method),
        Traffic.losses(preparation.communication(), configuration.seed()));
  }

  private static double forwardFlops(ExperimentConfiguration configuration, ModelDefinition model) {
    return configuration.time().flops().orElseGet(() -> model.forwardFlops().orElseThrow());
  }

  /** The same rounds with devices that are late, if any may be, or do not wait. */
  RoundDefinition timed(RoundDefinition rounds) {
    if (waves != null) {
      return rounds.inWaves(waves);
    }
    return timetable == null ? rounds : rounds.timedBy(timetable);
  }

  /** Adds the rounds up to one that were run before. */
  void takeUp(int lastRound) {
    for (int round = 1; round <= lastRound; round++) {
      round(round);
    }
  }

  /** Adds the next round, and returns its times. */
  Optional<RoundMetrics.Simulated> round(int round) {
    if (waves != null) {
      EventRound events = waves.round(round);
      double begin = clock;
      clock = events.seconds();
      return Optional.of(
          new RoundMetrics.Simulated(
              clock - begin,
              Double.NaN,
              0,
              0,
              events.staleness().meanRounds(),
              events.staleness().meanSeconds()));
    }
    if (timetable == null) {
      return Optional.empty();
    }
    RoundTimes times = timetable.of(round);
    for (int device = 0; device < seconds.length; device++) {
      seconds[device] += times.busy()[device];
      joules[device] += times.joules()[device];
    }
    return Optional.of(
        new RoundMetrics.Simulated(
            times.seconds(),
            times.totalJoules(),
            times.lateDevices(),
            times.silentEdges(),
            Double.NaN,
            Double.NaN));
  }

  /** Seconds in which a device computed, sent and received in all rounds that were added. */
  OptionalDouble seconds(int device) {
    return timetable == null ? OptionalDouble.empty() : OptionalDouble.of(seconds[device]);
  }

  /** What a device drew in all rounds that were added. */
  OptionalDouble joules(int device) {
    return timetable == null ? OptionalDouble.empty() : OptionalDouble.of(joules[device]);
  }
}
