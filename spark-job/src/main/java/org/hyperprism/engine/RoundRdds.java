package org.hyperprism.engine;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.hyperprism.dataset.Samples;
import org.hyperprism.engine.block.BlockLayout;
import org.hyperprism.engine.block.DeviceBlock;
import org.hyperprism.engine.block.EdgeBlock;
import org.hyperprism.engine.checkpoint.CheckpointStore;
import org.hyperprism.engine.message.Message;
import org.hyperprism.engine.message.MessageSerializer;
import org.hyperprism.engine.rdd.BlockRdd;
import org.hyperprism.spark.JavaBroadcast;
import scala.Tuple2;

/**
 * The RDDs that a distributed round is made of, each from those before it. All functions are
 * static: Spark serialises what a lambda captures, and this is never an engine.
 */
final class RoundRdds {

  private RoundRdds() {}

  static BlockRdd<List<Samples>> shards(
      JavaSparkContext spark, JavaBroadcast<TrainingData> data, BlockLayout layout) {
    return BlockRdd.of(
            spark.sc(),
            layout.blocks(),
            block -> data.value().shards(layout.first(block), layout.end(block)))
        .named("training samples");
  }

  /** The devices as they start, where their samples lie. */
  static BlockRdd<DeviceBlock> commonStart(
      BlockRdd<List<Samples>> shards, JavaBroadcast<RoundProgram> program, BlockLayout layout) {
    return shards
        .map((block, samples) -> program.value().commonStart(layout, block))
        .named("devices at the start");
  }

  /** The devices of a checkpoint, where their samples lie. */
  static BlockRdd<DeviceBlock> restored(
      BlockRdd<List<Samples>> shards,
      JavaBroadcast<CheckpointStore> checkpoints,
      BlockLayout layout,
      int round) {
    return shards
        .map((block, samples) -> checkpoints.value().read(round, layout, block))
        .named("devices of the checkpoint of round " + round);
  }

  static BlockRdd<EdgeBlock> edges(
      JavaSparkContext spark, JavaBroadcast<RoundProgram> program, BlockLayout layout, int round) {
    return BlockRdd.of(
            spark.sc(),
            layout.blocks(),
            block -> program.value().links().edges(layout, block, round))
        .named("edges of round " + round);
  }

  /** The blocks as they leave their local steps, with the round's edges. */
  static BlockRdd<SteppedBlock> localSteps(
      BlockRdd<DeviceBlock> devices,
      BlockRdd<List<Samples>> shards,
      BlockRdd<EdgeBlock> edges,
      JavaBroadcast<RoundProgram> program,
      int round) {
    return devices
        .zip(
            shards,
            edges,
            (block, own, samples, ownEdges) ->
                program.value().localSteps().step(own, samples, ownEdges, round))
        .named("local steps of round " + round);
  }

  /**
   * Messages to other blocks, keyed by the block they go to; what stays at home is not shuffled.
   */
  private static RDD<Tuple2<Integer, Message>> messages(
      BlockRdd<SteppedBlock> sent,
      JavaBroadcast<RoundProgram> program,
      BlockLayout layout,
      int round,
      int exchange) {
    return sent.spread(
        (block, own) -> {
          DeviceBlock outgoing = program.value().sent(own.block(), round, exchange);
          List<Tuple2<Integer, Message>> messages = new ArrayList<>();
          for (int destination = 0; destination < layout.blocks(); destination++) {
            if (destination != block) {
              int[] devices = own.edges().neededBy(destination);
              for (Message message : Message.cut(outgoing, program.value().plan(), devices)) {
                messages.add(new Tuple2<>(destination, message));
              }
            }
          }
          return messages.iterator();
        });
  }

  /** Exchange and aggregation: the blocks as they leave the exchange, with the same edges. */
  static BlockRdd<SteppedBlock> exchanged(
      BlockRdd<SteppedBlock> sent,
      JavaBroadcast<RoundProgram> program,
      BlockLayout layout,
      int round,
      int exchange) {
    return sent.receive(
            messages(sent, program, layout, round, exchange),
            new MessageSerializer(),
            (block, own, messages) -> {
              int[] atHome = own.edges().neededBy(block);
              DeviceBlock outgoing = program.value().sent(own.block(), round, exchange);
              List<Message> arrived = Message.cut(outgoing, program.value().plan(), atHome);
              messages.forEachRemaining(message -> arrived.add(message._2()));
              return program.value().aggregation().aggregate(own, arrived, round, exchange);
            })
        .named("devices after exchange %d of round %d".formatted(1 + exchange, round));
  }

  static List<Integer> write(
      BlockRdd<DeviceBlock> devices, JavaBroadcast<CheckpointStore> checkpoints, int round) {
    return devices
        .map(
            (block, device) -> {
              checkpoints.value().write(round, device);
              return block;
            })
        .toDriver();
  }
}
