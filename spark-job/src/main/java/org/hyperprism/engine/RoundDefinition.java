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
    @Nullable Defence defence)
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
        null);
  }

  /** The same with another choice of what becomes of vectors that are not finite. */
  public RoundDefinition with(NonFinite choice) {
    return new RoundDefinition(
        method, training, communication, seed, choice, kernels, start, attack, defence);
  }

  /** The same with another choice of what computes the aggregations. */
  public RoundDefinition with(KernelProvider choice) {
    return new RoundDefinition(
        method, training, communication, seed, nonFinite, choice, start, attack, defence);
  }

  /** The same over other links. */
  RoundDefinition over(Communication links) {
    return new RoundDefinition(
        method, training, links, seed, nonFinite, kernels, start, attack, defence);
  }

  /**
   * The same from another start.
   *
   * @param models that the devices begin with; null for one that is drawn by the seed
   */
  public RoundDefinition startingFrom(@Nullable InitialModels models) {
    return new RoundDefinition(
        method, training, communication, seed, nonFinite, kernels, models, attack, defence);
  }

  /**
   * The same among attackers.
   *
   * @param attackers the devices that lie, and what they do
   * @param against what receivers do against them; null for nothing
   */
  public RoundDefinition among(Attack attackers, @Nullable Defence against) {
    return new RoundDefinition(
        method, training, communication, seed, nonFinite, kernels, start, attackers, against);
  }

  /**
   * Which vectors a device has: those of its method, and behind the kept ones what attackers that
   * learn will send, one for each vector that travels.
   */
  VectorPlan plan() {
    VectorPlan plan = method.vectors();
    return attack.learns() ? plan.keeping(plan.sent().size()) : plan;
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
