package org.hyperprism.engine;

import java.io.Serializable;
import org.hyperprism.engine.block.DeviceBlock;
import org.hyperprism.engine.block.EdgeBlock;

/**
 * A block on its way through a round, after its local steps or a later exchange.
 *
 * @param block the devices' living vectors
 * @param edges the devices' edges in this round
 * @param report what the block has to tell so far
 */
record SteppedBlock(DeviceBlock block, EdgeBlock edges, RoundReport report)
    implements Serializable {

  private static final long serialVersionUID = 1L;
}
