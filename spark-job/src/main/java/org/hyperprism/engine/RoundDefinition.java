package org.hyperprism.engine;

import java.io.Serializable;
import org.hyperprism.compute.KernelProvider;
import org.hyperprism.method.Method;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.random.RandomStreams;

/**
 * What the rounds of a run are made of: who trains what, how, and over which links.
 *
 * @param method the method
 * @param training the model and its gradients
 * @param communication how the devices reach each other; the method may use fewer links
 * @param seed the experiment's seed
 * @param nonFinite what becomes of vectors with numbers that are not finite
 * @param kernels what computes the aggregations
 */
public record RoundDefinition(
    Method method,
    Training training,
    Communication communication,
    long seed,
    NonFinite nonFinite,
    KernelProvider kernels)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Rounds that stop at numbers that are not finite, on the processor. */
  public RoundDefinition(Method method, Training training, Communication communication, long seed) {
    this(method, training, communication, seed, NonFinite.STOP, KernelProvider.CPU);
  }

  /** The same with another choice of what becomes of vectors that are not finite. */
  public RoundDefinition with(NonFinite choice) {
    return new RoundDefinition(method, training, communication, seed, choice, kernels);
  }

  /** The same with another choice of what computes the aggregations. */
  public RoundDefinition with(KernelProvider choice) {
    return new RoundDefinition(method, training, communication, seed, nonFinite, choice);
  }

  /** The same over other links. */
  RoundDefinition over(Communication links) {
    return new RoundDefinition(method, training, links, seed, nonFinite, kernels);
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
