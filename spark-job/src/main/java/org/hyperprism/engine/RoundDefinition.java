package org.hyperprism.engine;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hyperprism.asynchrony.WaveSchedule;
import org.hyperprism.attack.Attack;
import org.hyperprism.compression.Compression;
import org.hyperprism.compute.KernelProvider;
import org.hyperprism.defence.Defence;
import org.hyperprism.engine.device.InitialModels;
import org.hyperprism.engine.disturbance.Disturbances;
import org.hyperprism.engine.disturbance.LastSent;
import org.hyperprism.engine.disturbance.Lies;
import org.hyperprism.engine.disturbance.PublicCopies;
import org.hyperprism.engine.disturbance.ReadModels;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.method.Method;
import org.hyperprism.method.VectorPlan;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.simulation.Timetable;
import org.hyperprism.topology.LinkSchedule;
import org.jspecify.annotations.Nullable;

/**
 * What the rounds of a run are made of: who trains what, how, and over which links.
 *
 * @param method the method
 * @param training the model and its gradients
 * @param communication how the devices reach each other; the method may use fewer links
 * @param seed the experiment's seed
 * @param nonFinite what becomes of vectors with numbers that are not finite
 * @param kernels what computes the aggregations
 * @param start the models that the devices begin with; null for one that is drawn by the seed
 * @param disturbances devices that lie, are late or send less than they have
 */
public record RoundDefinition(
    Method method,
    Training training,
    Communication communication,
    long seed,
    NonFinite nonFinite,
    KernelProvider kernels,
    @Nullable InitialModels start,
    Disturbances disturbances)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Rounds that stop at numbers that are not finite, on the processor. */
  public RoundDefinition(Method method, Training training, Communication communication, long seed) {
    this(
        method,
        training,
        communication,
        seed,
        NonFinite.STOP,
        KernelProvider.CPU,
        null,
        Disturbances.NONE);
  }

  /** The same with another choice of what becomes of vectors that are not finite. */
  public RoundDefinition with(NonFinite choice) {
    return new RoundDefinition(
        method, training, communication, seed, choice, kernels, start, disturbances);
  }

  /** The same with another choice of what computes the aggregations. */
  public RoundDefinition with(KernelProvider choice) {
    return new RoundDefinition(
        method, training, communication, seed, nonFinite, choice, start, disturbances);
  }

  /** The same over other links, on which nobody is late. */
  RoundDefinition over(Communication links) {
    return new RoundDefinition(
        method,
        training,
        links,
        seed,
        nonFinite,
        kernels,
        start,
        disturbances.timedBy(null).inWaves(null));
  }

  /**
   * The same from another start.
   *
   * @param models that the devices begin with; null for one that is drawn by the seed
   */
  public RoundDefinition startingFrom(@Nullable InitialModels models) {
    return new RoundDefinition(
        method, training, communication, seed, nonFinite, kernels, models, disturbances);
  }

  /**
   * The same among attackers.
   *
   * @param attackers the devices that lie, and what they do
   * @param against what receivers do against them; null for nothing
   */
  public RoundDefinition among(Attack attackers, @Nullable Defence against) {
    return disturbedBy(disturbances.among(attackers, against));
  }

  /**
   * The same where devices may be late.
   *
   * @param times of the links that the method uses; one under which nobody is late is left out
   */
  public RoundDefinition timedBy(Timetable times) {
    return disturbedBy(disturbances.timedBy(times.changesRounds() ? times : null));
  }

  /**
   * The same with compressed messages.
   *
   * @param messages what they say; null for all
   */
  public RoundDefinition compressedBy(@Nullable Compression messages) {
    return disturbedBy(disturbances.compressedBy(messages));
  }

  /**
   * The same of devices without a common clock, whose rounds are those of a schedule.
   *
   * @param waves over the links of these rounds
   * @throws ConfigurationException if the method cannot do with it
   */
  public RoundDefinition inWaves(WaveSchedule waves) {
    Optional<String> objection = method.objectionToAsynchrony();
    if (objection.isPresent()) {
      throw new ConfigurationException(
          "%s cannot do without a common clock: %s".formatted(method, objection.get()));
    }
    boolean severalSteps = method.training().inEpochs() || method.training().localSteps() != 1;
    if (severalSteps && !waves.modelsStayAsRead()) {
      throw new ConfigurationException(
          "devices that are met while they compute bring one gradient to a meeting, and %s has others; expected train.localSteps = 1, and no train.localEpochs"
              .formatted(method.training()));
    }
    return new RoundDefinition(
        method,
        training,
        communication,
        seed,
        nonFinite,
        kernels,
        start,
        disturbances.inWaves(waves));
  }

  private RoundDefinition disturbedBy(Disturbances others) {
    return new RoundDefinition(
        method, training, communication, seed, nonFinite, kernels, start, others);
  }

  /** The devices that lie, and what they do. */
  Attack attack() {
    return disturbances.attack();
  }

  /**
   * Whether a device does nothing in a step, which is a round, or without a common clock a wave of
   * one.
   */
  public boolean pauses(int device, int step) {
    WaveSchedule waves = disturbances.waves();
    return waves == null
        ? communication.pauses(device, step) || disturbances.pauses(device, step)
        : !waves.wave(step).takesPart(device);
  }

  /**
   * The devices of a block that a step may change: all, or those that take part in a wave.
   *
   * @param first device of the block
   * @param count devices of the block
   * @return their indices in the block, ascending
   */
  int[] changed(int first, int count, int step) {
    WaveSchedule waves = disturbances.waves();
    return waves == null
        ? IntStream.range(0, count).toArray()
        : Arrays.stream(waves.wave(step).devices())
            .filter(device -> device >= first && device < first + count)
            .map(device -> device - first)
            .toArray();
  }

  /** Whether a device computes gradients in a step. */
  boolean trains(int device, int step) {
    return !pauses(device, step) && disturbances.computes(device, step);
  }

  /** Whether a device computes gradients in a round. */
  public boolean trainsInRound(int device, int round) {
    for (int step = disturbances.firstStep(round); step <= disturbances.lastStep(round); step++) {
      if (trains(device, step)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a device is not there in a round. */
  public boolean isAbsent(int device, int round) {
    return communication.links().isAbsent(device, round);
  }

  /** Whether a device has joined and not left for good, as of a round. */
  public boolean isMember(int device, int round) {
    return communication.links().isMember(device, round);
  }

  /** Which vectors a device has, and which of them it sends. */
  VectorPlan plan() {
    return disturbances.plan(method);
  }

  /** What devices sent last, where that is remembered. */
  LastSent lastSent() {
    return disturbances.lastSent(method);
  }

  /** What others have of the devices; null where messages say all. */
  @Nullable PublicCopies copies() {
    return disturbances.copies(method, training.model().layout());
  }

  /** The models at which gradients are taken; null where they are those that devices have. */
  @Nullable ReadModels reads() {
    return disturbances.reads(method);
  }

  /** What attackers send. */
  Lies lies() {
    return disturbances.lies(method);
  }

  /** The links that the method uses in each step. */
  public LinkSchedule links() {
    WaveSchedule waves = disturbances.waves();
    if (waves != null) {
      return waves.links();
    }
    Timetable timetable = disturbances.timetable();
    return timetable == null ? method.links(communication.links(), random()) : timetable.links();
  }

  /** The models that the devices begin with. */
  InitialModels initialModels() {
    return start == null ? InitialModels.drawn(model(), random()) : start;
  }

  /** The architecture that every device trains. */
  ModelDefinition model() {
    return training.model();
  }

  /** The experiment's streams of random numbers. */
  RandomStreams random() {
    return new RandomStreams(seed);
  }
}
