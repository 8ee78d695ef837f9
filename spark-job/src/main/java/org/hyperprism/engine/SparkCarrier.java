package org.hyperprism.engine;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.hyperprism.algorithm.VectorPlan;
import org.hyperprism.dataset.Samples;
import org.hyperprism.model.Evaluation;
import org.hyperprism.partition.Assignment;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * The devices as Spark partitions. A round is one job of two stages: the local steps, joined with
 * the round's edges, which routes each model once to every partition that holds a neighbour; then,
 * behind the only shuffle, the aggregation.
 *
 * <p>Everything is keyed by block under one partitioner, so only packets between blocks are
 * shuffled. The state of a round is cached, that of the round before is dropped, and a checkpoint
 * replaces the lineage.
 */
final class SparkCarrier extends Carrier {

  /** Exchanges after which a lineage is cut that no checkpoint has cut before. */
  private static final int LONGEST_LINEAGE = 40;

  private static final StorageLevel STORAGE = StorageLevel.MEMORY_AND_DISK();

  /** A block on its way through a round, with its links. */
  private record Outgoing(SteppedBlock stepped, EdgeBlock edges) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  private final JavaSparkContext spark;
  private final BlockLayout layout;
  private final BlockPartitioner partitioner;
  private final CheckpointStore checkpoints;
  private final Broadcast<CheckpointStore> sharedCheckpoints;
  private final ShuffleMeter meter;
  private final int parameters;
  private final int exchanges;
  private final Broadcast<RoundProgram> program;
  private final Broadcast<Samples> train;
  private final Broadcast<Assignment> assignment;
  private final JavaPairRDD<Integer, Integer> numbers;
  private final JavaPairRDD<Integer, List<Samples>> shards;
  private JavaPairRDD<Integer, DeviceBlock> devices;
  private JavaPairRDD<Integer, ?> cached;
  private @Nullable Broadcast<Samples> test;
  private long shuffledBytes;

  /** Exchanges since the lineage began. */
  private int lineage;

  /** The blocks that the lineage begins with, where it was cut without a checkpoint. */
  private @Nullable JavaPairRDD<Integer, ?> beginning;

  /**
   * @param train the training samples of all devices
   * @param assignment who holds which of them
   * @param resumeAfter the round whose checkpoint to start from; 0 for the common start
   */
  SparkCarrier(
      JavaSparkContext spark,
      RoundProgram roundProgram,
      BlockLayout layout,
      Samples train,
      Assignment assignment,
      CheckpointStore checkpoints,
      int resumeAfter) {
    this.spark = spark;
    this.layout = layout;
    this.partitioner = new BlockPartitioner(layout.blocks());
    this.checkpoints = checkpoints;
    // It carries all of Hadoop's settings, and every task is sent its whole lineage.
    this.sharedCheckpoints = spark.broadcast(checkpoints);
    this.meter = new ShuffleMeter(spark);
    this.parameters = roundProgram.model().layout().parameters();
    this.exchanges = roundProgram.exchanges();
    this.program = spark.broadcast(roundProgram);
    this.train = spark.broadcast(train);
    this.assignment = spark.broadcast(assignment);
    this.numbers = SparkBlocks.numbers(spark, partitioner).persist(STORAGE);
    this.shards = shards(numbers, this.train, this.assignment, layout).persist(STORAGE);
    this.devices =
        (resumeAfter == 0
                ? commonStart(numbers, program, layout)
                : restored(numbers, sharedCheckpoints, layout, resumeAfter))
            .persist(STORAGE);
    this.cached = devices;
    devices.count();
  }

  // Spark serialises what a lambda captures: the following are static so that it is never `this`.

  private static JavaPairRDD<Integer, List<Samples>> shards(
      JavaPairRDD<Integer, Integer> numbers,
      Broadcast<Samples> train,
      Broadcast<Assignment> assignment,
      BlockLayout layout) {
    return SparkBlocks.map(
        numbers,
        (block, ignored) -> {
          List<Samples> shards = new ArrayList<>();
          for (int device = layout.first(block); device < layout.end(block); device++) {
            shards.add(train.value().select(assignment.value().samplesOf(device)));
          }
          return shards;
        });
  }

  private static JavaPairRDD<Integer, DeviceBlock> commonStart(
      JavaPairRDD<Integer, Integer> numbers, Broadcast<RoundProgram> program, BlockLayout layout) {
    return SparkBlocks.map(
        numbers, (block, ignored) -> program.value().initialBlock(layout, block));
  }

  private static JavaPairRDD<Integer, DeviceBlock> restored(
      JavaPairRDD<Integer, Integer> numbers,
      Broadcast<CheckpointStore> checkpoints,
      BlockLayout layout,
      int round) {
    return SparkBlocks.map(
        numbers, (block, ignored) -> checkpoints.value().read(round, layout, block));
  }

  private static JavaPairRDD<Integer, SteppedBlock> localSteps(
      JavaPairRDD<Integer, DeviceBlock> devices,
      JavaPairRDD<Integer, List<Samples>> shards,
      Broadcast<RoundProgram> program,
      int round) {
    return SparkBlocks.map(
        devices.join(shards),
        (block, device) -> program.value().step(device._1(), device._2(), round));
  }

  private static JavaPairRDD<Integer, EdgeBlock> edges(
      JavaPairRDD<Integer, Integer> numbers,
      Broadcast<RoundProgram> program,
      BlockLayout layout,
      int round) {
    return SparkBlocks.map(
        numbers, (block, ignored) -> program.value().edges(layout, block, round));
  }

  /**
   * Packets for other blocks, keyed by the block they go to; what stays at home is not shuffled.
   */
  private static JavaPairRDD<Integer, byte[]> packets(
      JavaPairRDD<Integer, Outgoing> outgoing, Broadcast<RoundProgram> program) {
    return outgoing.flatMapToPair(
        element -> {
          VectorPlan plan = program.value().plan();
          DeviceBlock block = element._2().stepped().block();
          List<EdgeBlock.Edges> edges = element._2().edges().byDestinationBlock();
          List<Tuple2<Integer, byte[]>> packets = new ArrayList<>();
          for (int destination = 0; destination < edges.size(); destination++) {
            if (destination != element._1()) {
              for (Packet packet : Routing.packets(block, plan, edges.get(destination))) {
                packets.add(
                    new Tuple2<>(
                        destination,
                        PacketCodec.encode(packet, block.parameters(), plan.sentMemory())));
              }
            }
          }
          return packets.iterator();
        });
  }

  /** Exchange and aggregation: the blocks as they leave the exchange, with the same edges. */
  private static JavaPairRDD<Integer, Outgoing> exchanged(
      JavaPairRDD<Integer, Outgoing> outgoing,
      BlockPartitioner partitioner,
      Broadcast<RoundProgram> program,
      BlockLayout layout,
      int round,
      int exchange) {
    return SparkBlocks.map(
        outgoing.cogroup(packets(outgoing, program), partitioner),
        (block, gathered) -> {
          Outgoing own = gathered._1().iterator().next();
          List<Packet> arrived =
              new ArrayList<>(
                  Routing.packets(
                      own.stepped().block(),
                      program.value().plan(),
                      own.edges().byDestinationBlock().get(block)));
          gathered
              ._2()
              .forEach(
                  bytes ->
                      arrived.add(
                          PacketCodec.decode(
                              bytes,
                              senders -> program.value().edgesTo(senders, layout, block, round))));
          return new Outgoing(
              program.value().aggregate(own.stepped(), arrived, round, exchange), own.edges());
        });
  }

  @Override
  public RoundReport round(int round) {
    JavaPairRDD<Integer, Outgoing> latest =
        localSteps(devices, shards, program, round)
            .join(edges(numbers, program, layout, round))
            .mapValues(pair -> new Outgoing(pair._1(), pair._2()))
            .persist(STORAGE);
    meter.begin();
    List<JavaPairRDD<Integer, Outgoing>> sent = new ArrayList<>();
    for (int exchange = 0; exchange < exchanges; exchange++) {
      sent.add(latest);
      latest = exchanged(latest, partitioner, program, layout, round, exchange).persist(STORAGE);
      lineage++;
      if (lineage >= LONGEST_LINEAGE) {
        cutLineage(latest);
      }
    }
    RoundReport report =
        RoundReport.concatenate(SparkBlocks.collect(latest.mapValues(SparkCarrier::report)));
    shuffledBytes = meter.end();
    sent.forEach(this::unpersist);
    replaceDevices(latest.mapValues(outgoing -> outgoing.stepped().block()), latest);
    return report;
  }

  /**
   * Makes the blocks the beginning of the lineage: Spark serialises a lineage recursively, and a
   * long one overflows the stack. What the blocks hold is then kept by the executors alone, so a
   * lost executor ends the run; with checkpoints at the usual cadence this is never done.
   */
  private void cutLineage(JavaPairRDD<Integer, Outgoing> blocks) {
    blocks.rdd().localCheckpoint();
    blocks.count();
    JavaPairRDD<Integer, ?> before = beginning;
    beginning = blocks;
    if (before != null) {
      before.unpersist(false);
    }
    lineage = 0;
  }

  /** Drops blocks that nothing needs any more; those that the lineage begins with stay. */
  private void unpersist(JavaPairRDD<Integer, ?> blocks) {
    if (!blocks.equals(beginning)) {
      blocks.unpersist(false);
    }
  }

  private static RoundReport report(Outgoing outgoing) {
    return outgoing.stepped().report().withLinks(outgoing.edges());
  }

  private void replaceDevices(
      JavaPairRDD<Integer, DeviceBlock> next, JavaPairRDD<Integer, ?> nextCached) {
    unpersist(cached);
    devices = next;
    cached = nextCached;
  }

  @Override
  public List<Evaluation> evaluate(Samples samples) {
    if (test == null || test.value() != samples) {
      if (test != null) {
        test.destroy();
      }
      test = spark.broadcast(samples);
    }
    return SparkBlocks.collect(evaluations(devices, program, test)).stream()
        .flatMap(List::stream)
        .toList();
  }

  private static JavaPairRDD<Integer, List<Evaluation>> evaluations(
      JavaPairRDD<Integer, DeviceBlock> devices,
      Broadcast<RoundProgram> program,
      Broadcast<Samples> test) {
    return SparkBlocks.map(
        devices, (block, device) -> program.value().evaluate(device, test.value()));
  }

  @Override
  public double consensusDistance() {
    int chunks = ConsensusDistance.chunks(parameters);
    double[] sums = new double[chunks];
    for (Tuple2<Integer, Double> sum : chunkSums(devices, chunks).collect()) {
      sums[sum._1()] = sum._2();
    }
    return ConsensusDistance.of(sums, layout.devices());
  }

  private static JavaPairRDD<Integer, Double> chunkSums(
      JavaPairRDD<Integer, DeviceBlock> devices, int chunks) {
    return devices
        .flatMapToPair(
            element -> {
              List<Tuple2<Integer, ConsensusDistance.Slice>> slices = new ArrayList<>();
              for (int chunk = 0; chunk < chunks; chunk++) {
                slices.add(new Tuple2<>(chunk, ConsensusDistance.slice(element._2(), chunk)));
              }
              return slices.iterator();
            })
        .groupByKey(devices.getNumPartitions())
        .mapValues(ConsensusDistance::sumOfSquares);
  }

  @Override
  public double fractionOfSmallWeights() {
    long small =
        SparkBlocks.collect(smallWeights(devices, program)).stream()
            .mapToLong(Long::longValue)
            .sum();
    return SmallWeights.fraction(small, layout.devices(), program.value().model().layout());
  }

  private static JavaPairRDD<Integer, Long> smallWeights(
      JavaPairRDD<Integer, DeviceBlock> devices, Broadcast<RoundProgram> program) {
    return SparkBlocks.map(
        devices, (block, device) -> SmallWeights.count(device, program.value().model().layout()));
  }

  @Override
  long[] checksums() {
    return SparkBlocks.collect(devices.mapValues(DeviceBlock::checksums)).stream()
        .flatMapToLong(Arrays::stream)
        .toArray();
  }

  @Override
  int parameters() {
    return parameters;
  }

  @Override
  public void checkpoint(int round) {
    checkpoints.save(round, () -> write(devices, sharedCheckpoints, round));
    JavaPairRDD<Integer, DeviceBlock> restored =
        restored(numbers, sharedCheckpoints, layout, round).persist(STORAGE);
    restored.count();
    replaceDevices(restored, restored);
    lineage = 0;
    if (beginning != null) {
      beginning.unpersist(false);
      beginning = null;
    }
  }

  private static void write(
      JavaPairRDD<Integer, DeviceBlock> devices,
      Broadcast<CheckpointStore> checkpoints,
      int round) {
    devices.foreach(element -> checkpoints.value().write(round, element._2()));
  }

  @Override
  public long shuffledBytes() {
    return shuffledBytes;
  }

  @Override
  public String describe() {
    return "distributed: %d partitions of devices on Spark %s, master %s"
        .formatted(layout.blocks(), spark.version(), spark.master());
  }

  @Override
  public void close() {
    cached.unpersist(false);
    if (beginning != null) {
      beginning.unpersist(false);
    }
    shards.unpersist(false);
    numbers.unpersist(false);
    meter.close();
    if (test != null) {
      test.destroy();
    }
    program.destroy();
    train.destroy();
    assignment.destroy();
    sharedCheckpoints.destroy();
  }
}
