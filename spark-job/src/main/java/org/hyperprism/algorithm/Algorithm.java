package org.hyperprism.algorithm;

import java.io.Serializable;
import java.util.Map;
import org.hyperprism.compute.Neighbourhood;
import org.hyperprism.model.ModelPart;

/**
 * One decentralised training method, as what a device does in a round: a local step, the exchange
 * of its model with its neighbours (which the engine carries out), and the aggregation.
 *
 * <p>A device holds {@link #stateVectors()} float32 vectors of the model's length between rounds;
 * vector {@link #MODEL} is the model. From the local step to the aggregation it holds {@link
 * #roundVectors()}, the further ones being free for the method's use. An algorithm is immutable and
 * knows nothing of partitions; {@code toString} prints every hyper-parameter.
 */
public interface Algorithm extends Serializable {

  /** The vector that is the model, is sent to the neighbours, and is evaluated. */
  int MODEL = 0;

  MethodName name();

  /** Vectors kept from round to round, >= 1. */
  int stateVectors();

  /** Vectors from the local step to the aggregation, >= {@link #stateVectors()}. */
  int roundVectors();

  /**
   * The local part of a round, in place.
   *
   * @param device the device's round vectors; state from the round before, the rest arbitrary
   * @return mean training loss over the local steps' mini-batches
   */
  double localStep(DeviceVectors device, LocalGradient gradient, Workspace workspace);

  /**
   * The aggregation of a round.
   *
   * @param device the device's round vectors after {@link #localStep}, only read
   * @param neighbourhood the models sent by the neighbours, and the own one, in ascending device id
   * @param next receives every state vector
   */
  void aggregate(
      DeviceVectors device, Neighbourhood neighbourhood, Workspace workspace, DeviceVectors next);

  /** Exponent p of each part of the model that exists. */
  Map<ModelPart, Double> exponents();

  /**
   * What one device sends to one neighbour in a round, in bytes: the float32 model and its int32
   * number of neighbours.
   *
   * @param parameters length of the model
   */
  default long bytesPerLink(int parameters) {
    return 4L * parameters + 4;
  }
}
