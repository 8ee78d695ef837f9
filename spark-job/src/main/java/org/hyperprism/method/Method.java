package org.hyperprism.method;

import java.io.Serializable;
import java.util.List;
import org.hyperprism.model.ModelPart;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.MixingRule;

/**
 * One decentralised training method, as what a device does in a round: a local step, then one or
 * more exchanges with its neighbours (which the engine carries out), each with an aggregation.
 *
 * <p>An algorithm is immutable and knows nothing of partitions; {@code toString} prints every
 * hyper-parameter.
 */
public interface Method extends Serializable {

  /** The vector that is the model and is evaluated. */
  int MODEL = 0;

  MethodName name();

  /** Which vectors a device has, and which of them it sends. */
  VectorPlan vectors();

  /** How mixing weights follow from the round's graph. */
  default MixingRule mixing() {
    return MixingRule.METROPOLIS;
  }

  /** The links that the method uses, out of those that are available in each round. */
  default LinkSchedule links(LinkSchedule available, RandomStreams random) {
    return available;
  }

  /** Prepares a device before the first round. */
  default void start(Start device) {}

  /** The local part of a round, in place. */
  LocalReport localStep(LocalPhase device);

  /** Length eta of a gradient step, > 0. */
  double learningRate();

  /** Exchanges in a round, >= 1; all on the round's graph. */
  default int exchanges() {
    return 1;
  }

  /**
   * The aggregation after an exchange, in place.
   *
   * @param exchange from 0
   */
  void aggregate(int exchange, ExchangePhase device);

  /** The parts of the model whose exponents the devices learn; none by default. */
  default List<ModelPart> learnedParts() {
    return List.of();
  }

  /**
   * Exponent p that a device used for a part in its latest round.
   *
   * @param memory the device's private numbers from {@code offset} on
   */
  default double exponent(ModelPart part, float[] memory, int offset) {
    return 1;
  }

  /**
   * What one device sends to one neighbour in a round, in bytes, over all exchanges, as the method
   * counts it.
   *
   * @param layout the model's parts
   */
  long bytesPerLink(ParameterLayout layout);
}
