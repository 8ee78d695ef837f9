package org.hyperprism.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.storage.StorageLevel;
import org.hyperprism.dataset.Samples;
import org.hyperprism.engine.block.BlockLayout;
import org.hyperprism.engine.block.DeviceBlock;
import org.hyperprism.engine.checkpoint.CheckpointStore;
import org.hyperprism.engine.rdd.BlockRdd;
import org.hyperprism.engine.rdd.LostBlocks;
import org.hyperprism.engine.rdd.ShuffleMeter;
import org.hyperprism.failure.EnvironmentException;
import org.hyperprism.model.Evaluation;
import org.hyperprism.model.ModelEvaluations;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.spark.JavaBroadcast;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The devices as Spark partitions. A round is one job of two stages: the local steps of the
 * devices, zipped with their samples and with the round's edges, which route each model once to
 * every partition that holds a neighbour; then, behind the only shuffle, the aggregation.
 *
 * <p>Every block lies in the partition of its number, so only messages between blocks are shuffled.
 * The state of a round is cached, that of the round before is dropped, and Spark forgets how it
 * came about: it would list and send the RDDs of all rounds since the last checkpoint with every
 * job. An executor that is lost takes blocks along, so the engine itself goes back to the last
 * checkpoint, or to the start, and repeats the rounds since then.
 */
final class DistributedEngine extends Engine {

  private static final Logger LOG = LoggerFactory.getLogger(DistributedEngine.class);

  /**
   * Exchanges of one round after which its lineage is cut: Spark serialises a lineage recursively,
   * and a long one overflows the stack.
   */
  private static final int LONGEST_LINEAGE = 40;

  /**
   * How often the blocks may be lost in one piece of work, as often as a task of Spark may fail.
   */
  private static final int MOST_LOSSES = 4;

  private static final StorageLevel STORAGE = StorageLevel.MEMORY_AND_DISK();

  private final JavaSparkContext spark;
  private final BlockLayout layout;
  private final @Nullable CheckpointStore checkpoints;
  private final @Nullable JavaBroadcast<CheckpointStore> sharedCheckpoints;
  private final ShuffleMeter meter;
  private final ParameterLayout parameters;
  private final int exchanges;
  private final JavaBroadcast<RoundProgram> program;
  private final JavaBroadcast<TrainingData> data;
  private final BlockRdd<List<Samples>> shards;
  private BlockRdd<DeviceBlock> devices;
  private BlockRdd<?> cached;
  private @Nullable JavaBroadcast<Samples> test;
  private long shuffledBytes;

  /** The round whose state can be made anew: that of the last checkpoint, or 0. */
  private int origin;

  /** The round whose state the devices have. */
  private int latestRound;

  /**
   * @param checkpoints null if none are kept; then {@code resumeAfter} is 0
   * @param resumeAfter the round whose checkpoint to start from; 0 for the start
   */
  DistributedEngine(
      JavaSparkContext spark,
      RoundDefinition definition,
      BlockLayout layout,
      TrainingData trainingData,
      @Nullable CheckpointStore checkpoints,
      int resumeAfter) {
    this.spark = spark;
    this.layout = layout;
    this.checkpoints = checkpoints;
    // It carries all of Hadoop's settings, and every task is sent its whole lineage.
    this.sharedCheckpoints = checkpoints == null ? null : JavaBroadcast.of(spark, checkpoints);
    this.meter = new ShuffleMeter(spark);
    this.parameters = definition.model().layout();
    this.exchanges = definition.method().exchanges();
    this.program = JavaBroadcast.of(spark, RoundProgram.of(definition));
    this.data = JavaBroadcast.of(spark, trainingData);
    this.shards = RoundRdds.shards(spark, data, layout);
    shards.persist(STORAGE);
    this.origin = resumeAfter;
    this.latestRound = resumeAfter;
    this.devices = devicesOfOrigin();
    devices.persist(STORAGE);
    this.cached = devices;
    devices.count();
  }

  private BlockRdd<DeviceBlock> devicesOfOrigin() {
    return origin == 0
        ? RoundRdds.commonStart(shards, program, layout)
        : RoundRdds.restored(shards, Objects.requireNonNull(sharedCheckpoints), layout, origin);
  }

  @Override
  public RoundReport round(int round) {
    RoundReport report = withAllBlocks(() -> advance(round));
    latestRound = round;
    return report;
  }

  private RoundReport advance(int round) {
    List<RoundReport> reports = new ArrayList<>();
    int last = program.value().lastStep(round);
    shuffledBytes = 0;
    for (int step = program.value().firstStep(round); step <= last; step++) {
      reports.add(advanceStep(step));
    }
    return RoundReport.ofSteps(reports);
  }

  private RoundReport advanceStep(int step) {
    BlockRdd<SteppedBlock> latest =
        RoundRdds.localSteps(
            devices, shards, RoundRdds.edges(spark, program, layout, step), program, step);
    latest.persist(STORAGE);
    meter.begin();
    List<BlockRdd<SteppedBlock>> sent = new ArrayList<>();
    List<RDD<?>> shuffles = new ArrayList<>();
    int jobs = 1;
    RoundReport report;
    try {
      for (int exchange = 0; exchange < exchanges; exchange++) {
        sent.add(latest);
        latest = RoundRdds.exchanged(latest, program, layout, step, exchange);
        shuffles.add(latest.received());
        latest.persist(STORAGE);
        if ((exchange + 1) % LONGEST_LINEAGE == 0) {
          latest.localCheckpoint();
          latest.count();
          jobs++;
        }
      }
      latest.localCheckpoint(); // when the next job has made it
      report = RoundReport.concatenate(latest.map((block, own) -> own.report()).toDriver());
      shuffledBytes += meter.end(jobs);
    } catch (Throwable e) { // Spark's are checked, and undeclared
      sent.add(latest);
      try {
        letGo(shuffles, sent);
      } catch (RuntimeException nothingLeft) {
        // Where Spark has ended there is nothing to let go of; why it has counts.
        e.addSuppressed(nothingLeft);
      }
      throw e;
    }
    letGo(shuffles, sent);
    replaceDevices(latest.map((block, own) -> own.block()), latest);
    return report;
  }

  /** Spark looks for shuffles as far back as the next cached blocks, so these go second. */
  private static void letGo(List<RDD<?>> shuffles, List<BlockRdd<SteppedBlock>> sent) {
    shuffles.forEach(BlockRdd::removeShuffles);
    sent.forEach(blocks -> blocks.unpersist(false));
  }

  /**
   * Does what needs the blocks of all devices; where some went with an executor, once more after
   * the rounds since the origin have been repeated, which gives the same bits.
   */
  private <T> T withAllBlocks(Supplier<T> work) {
    for (int losses = 0; ; ) {
      try {
        if (losses > 0) {
          repeatRounds();
        }
        return work.get();
      } catch (Exception e) { // Spark's are checked, and undeclared
        losses++;
        if (!LostBlocks.areTheCauseOf(e)) {
          throw e;
        }
        if (losses > MOST_LOSSES) {
          throw new EnvironmentException(
              "executors were lost %d times in one piece of work; their logs say why, most often memory, and a smaller engine.checkpointEvery leaves less to repeat"
                  .formatted(losses),
              e);
        }
        LOG.warn(
            "an executor is lost, and the state of its devices with it: all devices go back to {}",
            origin == 0 ? "the start" : "the checkpoint of round " + origin);
      }
    }
  }

  private void repeatRounds() {
    BlockRdd<DeviceBlock> again = devicesOfOrigin();
    again.persist(STORAGE);
    replaceDevices(again, again);
    for (int round = origin + 1; round <= latestRound; round++) {
      advance(round);
    }
  }

  private void replaceDevices(BlockRdd<DeviceBlock> next, BlockRdd<?> nextCached) {
    cached.unpersist(false);
    devices = next;
    cached = nextCached;
  }

  @Override
  public List<Evaluation> evaluate(Samples samples) {
    return withAllBlocks(() -> DistributedMetrics.evaluations(devices, program, shared(samples)));
  }

  @Override
  public ModelEvaluations evaluateByClass(Samples samples) {
    return withAllBlocks(
        () -> DistributedMetrics.evaluationsByClass(devices, program, shared(samples)));
  }

  @Override
  public List<int[]> known(Samples samples) {
    return withAllBlocks(() -> DistributedMetrics.known(devices, program, shared(samples)));
  }

  private JavaBroadcast<Samples> shared(Samples samples) {
    JavaBroadcast<Samples> latest = test;
    if (latest == null || latest.value() != samples) {
      if (latest != null) {
        latest.destroy();
      }
      latest = JavaBroadcast.of(spark, samples);
      test = latest;
    }
    return latest;
  }

  @Override
  public double consensusDistance() {
    return withAllBlocks(
        () ->
            DistributedMetrics.consensusDistance(
                devices, layout.devices(), parameters.parameters()));
  }

  @Override
  public double fractionOfSmallWeights() {
    return withAllBlocks(
        () -> DistributedMetrics.fractionOfSmallWeights(devices, layout.devices(), parameters));
  }

  @Override
  long[] checksums() {
    return withAllBlocks(() -> DistributedMetrics.checksums(devices));
  }

  @Override
  int parameters() {
    return parameters.parameters();
  }

  @Override
  public void checkpoint(int round) {
    CheckpointStore store = Objects.requireNonNull(checkpoints, "checkpoints are not kept here");
    JavaBroadcast<CheckpointStore> shared = Objects.requireNonNull(sharedCheckpoints);
    store.save(round, () -> withAllBlocks(() -> RoundRdds.write(devices, shared, round)));
    origin = round;
    latestRound = round;
  }

  /** Cached by the executors alone, for what made them goes with the engine. */
  @Override
  public DeviceModels models() {
    return withAllBlocks(
        () -> {
          BlockRdd<DeviceBlock> models = devices.map((block, device) -> device.modelsAlone());
          models.persist(STORAGE);
          models.localCheckpoint();
          models.count();
          return new DistributedModels(layout, models);
        });
  }

  @Override
  public void withModels(Consumer<DeviceModels> work) {
    withAllBlocks(
        () -> {
          super.withModels(work);
          return layout;
        });
  }

  @Override
  public long shuffledBytes() {
    return shuffledBytes;
  }

  @Override
  public void close() {
    cached.unpersist(false);
    shards.unpersist(false);
    meter.close();
    if (test != null) {
      test.destroy();
    }
    program.destroy();
    data.destroy();
    if (sharedCheckpoints != null) {
      sharedCheckpoints.destroy();
    }
  }
}
