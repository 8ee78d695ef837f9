package org.hyperprism.engine;

import java.util.List;
import org.hyperprism.dataset.Samples;
import org.hyperprism.engine.block.DeviceBlock;
import org.hyperprism.engine.block.EdgeBlock;
import org.hyperprism.engine.message.Message;

/**
 * A block in the waves of a round, in a JVM that has all blocks. A wave changes a few devices, and
 * so is carried out in place, on two copies of the block that are made once a round: what devices
 * have, and what they will have after the exchange, which they write while others still read the
 * former.
 */
final class WaveBlock {

  private final RoundProgram program;
  private DeviceBlock current;
  private DeviceBlock next;

  /** Indices of the devices in which {@link #next} may differ from {@link #current}. */
  private int[] changed = {};

  /**
   * @param block at the beginning of a round; left as it is
   */
  WaveBlock(RoundProgram program, DeviceBlock block) {
    this.program = program;
    this.current = block.copyWithVectors(program.plan().living());
    this.next = block.copyWithVectors(program.plan().living());
  }

  /** The local steps of a wave. */
  SteppedBlock step(List<Samples> shards, EdgeBlock edges, int wave) {
    int kept = program.plan().kept();
    next.takeOver(current, kept, changed);
    changed = program.definition().changed(current.first(), current.count(), wave);
    current.clear(kept, changed);
    return program.localSteps().step(next, current, shards, edges, wave);
  }

  /** The aggregation after an exchange of the wave; others may still read what was sent. */
  SteppedBlock aggregate(SteppedBlock sent, List<Message> arrived, int wave, int exchange) {
    next.takeOver(current, program.plan().living(), changed);
    return program.aggregation().aggregate(sent, next, arrived, wave, exchange);
  }

  /** After the aggregation, when nobody reads any more what was sent. */
  void turn() {
    DeviceBlock sent = current;
    current = next;
    next = sent;
  }

  /** What devices have after the round; it is not to be changed any more. */
  DeviceBlock block() {
    return current.withFirstVectors(program.plan().kept());
  }
}
