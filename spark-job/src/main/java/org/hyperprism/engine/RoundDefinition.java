package org.hyperprism.engine;

import java.io.Serializable;
import org.hyperprism.attack.Attack;
import org.hyperprism.compute.KernelProvider;
import org.hyperprism.defence.Defence;
import org.hyperprism.engine.device.InitialModels;
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
 * @param attack the devices that lie, and what they do
 * @param defence what receivers do against them; null for nothing
 * @param timetable who is late, of these links; null where nobody is
 */
public record RoundDefinition(
    Method method,
    Training training,
    Communication communication,
    long seed,
    NonFinite nonFinite,
    KernelProvider kernels,
    @Nullable InitialModels start,
    Attack attack,
    @Nullable Defence defence,
    @Nullable Timetable timetable)
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
        Attack.none(),
        null,
        null);
  }

  /** The same with another choice of what becomes of vectors that are not finite. */
  public RoundDefinition with(NonFinite choice) {
    return new RoundDefinition(
        method, training, communication, seed, choice, kernels, start, attack, defence, timetable);
  }

  /** The same with another choice of what computes the aggregations. */
  public RoundDefinition with(KernelProvider choice) {
    return new RoundDefinition(
        method,
        training,
        communication,
        seed,
        nonFinite,
        choice,
        start,
        attack,
        defence,
        timetable);
  }

  /** The same over other links, on which nobody is late. */
  RoundDefinition over(Communication links) {
    return new RoundDefinition(
        method, training, links, seed, nonFinite, kernels, start, attack, defence, null);
  }

  /**
   * The same from another start.
   *
   * @param models that the devices begin with; null for one that is drawn by the seed
   */
  public RoundDefinition startingFrom(@Nullable InitialModels models) {
    return new RoundDefinition(
        method,
        training,
        communication,
        seed,
        nonFinite,
        kernels,
        models,
        attack,
        defence,
        timetable);
  }

  /**
   * The same among attackers.
   *
   * @param attackers the devices that lie, and what they do
   * @param against what receivers do against them; null for nothing
   */
  public RoundDefinition among(Attack attackers, @Nullable Defence against) {
    return new RoundDefinition(
        method,
        training,
        communication,
        seed,
        nonFinite,
        kernels,
        start,
        attackers,
        against,
        timetable);
  }

  /**
   * The same where devices may be late.
   *
   * @param times of the links that the method uses; one under which nobody is late is left out
   */
  public RoundDefinition timedBy(Timetable times) {
    return new RoundDefinition(
        method,
        training,
        communication,
        seed,
        nonFinite,
        kernels,
        start,
        attack,
        defence,
        times.changesRounds() ? times : null);
  }

  /** Whether a device does nothing in a round. */
  public boolean pauses(int device, int round) {
    return communication.pauses(device, round)
        || (timetable != null && timetable.of(round).steps()[device] == 0);
  }

  /** The most local steps that a device takes in a round. */
  int mostSteps(int device, int round) {
    return timetable == null ? Integer.MAX_VALUE : timetable.of(round).steps()[device];
  }

  /**
   * Which vectors a device has, and which of them it sends: those of its method, and behind the
   * kept ones, for each vector that is sent, what it sent last if that is remembered, and what an
   * attacker that learns will send.
   */
  VectorPlan plan() {
    VectorPlan plan = method.vectors();
    int each = plan.sent().size();
    return plan.keeping((remembersSent() ? each : 0) + (attack.learns() ? each : 0));
  }

  /** What devices sent last, where that is remembered. */
  LastSent lastSent() {
    return new LastSent(plan(), method.vectors().kept());
  }

  /** The number of the vector that an attacker will send as the index-th of those that travel. */
  int learned(int index) {
    return plan().kept() - plan().sent().size() + index;
  }

  /** Whether a late device's neighbours keep what it sent last. */
  boolean remembersSent() {
    return timetable != null && timetable.keepsLast();
  }

  /** Whether a device misses a round. */
  boolean isLate(int device, int round) {
    return timetable != null && timetable.of(round).late()[device];
  }

  /** The links that the method uses. */
  LinkSchedule links() {
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
