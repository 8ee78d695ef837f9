package org.hyperprism.engine;

import java.io.Serializable;

/**
 * A block on its way through a round.
 *
 * @param block the devices' living vectors
 * @param report what the block has to tell so far
 */
record SteppedBlock(DeviceBlock block, RoundReport report) implements Serializable {

  private static final long serialVersionUID = 1L;
}
