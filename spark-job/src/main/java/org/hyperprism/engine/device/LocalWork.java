package org.hyperprism.engine.device;

import java.util.function.IntUnaryOperator;
import org.hyperprism.method.VectorPlan;

/**
 * What a round asks of each device.
 *
 * @param mostSteps the most local steps that a device takes, by its id
 * @param draws the number under which a device draws its mini-batches, and what else it draws for
 *     itself, by its id
 * @param read number of the vector at which the first gradient is taken in the place of the model;
 *     the model's own where it is at the model
 */
public record LocalWork(IntUnaryOperator mostSteps, IntUnaryOperator draws, int read) {

  /** All steps, at the model, with what is drawn for the round. */
  public static LocalWork ofRound(int round) {
    return new LocalWork(device -> Integer.MAX_VALUE, device -> round, VectorPlan.MODEL);
  }
}
