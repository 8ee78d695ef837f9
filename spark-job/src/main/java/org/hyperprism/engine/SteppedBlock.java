package org.hyperprism.engine;

import java.io.Serializable;

/**
 * A block after its local steps.
 *
 * @param block the devices' round vectors
 * @param trainingLoss mean loss of each device's mini-batches
 * @param seconds how long the local steps took on their core
 */
record SteppedBlock(DeviceBlock block, double[] trainingLoss, double seconds)
    implements Serializable {

  private static final long serialVersionUID = 1L;
}
