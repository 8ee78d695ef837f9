package org.hyperprism.engine;

import java.util.List;
import org.hyperprism.dataset.Samples;
import org.hyperprism.engine.block.BlockLayout;
import org.hyperprism.engine.block.DeviceBlock;
import org.hyperprism.engine.message.Message;

/** All devices as one block: an engine without anything to carry, to look at a round's pieces. */
final class OneBlock {

  private final RoundProgram program;
  private final List<Samples> shards;
  private final BlockLayout layout;
  private DeviceBlock devices;

  /**
   * @param shards the samples of each device
   */
  OneBlock(RoundProgram program, List<Samples> shards) {
    this.program = program;
    this.shards = shards;
    this.layout = BlockLayout.of(shards.size(), 1);
    this.devices = program.commonStart(layout, 0);
  }

  static OneBlock of(RoundProgram program, TrainingData data) {
    return new OneBlock(program, data.shards(0, data.devices()));
  }

  /** The devices after the latest round. */
  DeviceBlock devices() {
    return devices;
  }

  /** The local steps of a round. */
  SteppedBlock step(int round) {
    return program
        .localSteps()
        .step(devices, shards, program.links().edges(layout, 0, round), round);
  }

  /** An exchange of a round and its aggregation. */
  SteppedBlock exchange(SteppedBlock sent, int round, int exchange) {
    List<Message> messages =
        Message.cut(
            program.sent(sent.block(), round, exchange), program.plan(), sent.edges().neededBy(0));
    return program.aggregation().aggregate(sent, messages, round, exchange);
  }

  /** A whole round; the devices are then as it leaves them. */
  SteppedBlock round(int round) {
    SteppedBlock latest = step(round);
    for (int exchange = 0; exchange < program.exchanges(); exchange++) {
      latest = exchange(latest, round, exchange);
    }
    devices = latest.block();
    return latest;
  }
}
