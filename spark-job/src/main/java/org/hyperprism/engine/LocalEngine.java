package org.hyperprism.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.hyperprism.dataset.Samples;
import org.hyperprism.engine.block.BlockLayout;
import org.hyperprism.engine.block.DeviceBlock;
import org.hyperprism.engine.block.EdgeBlock;
import org.hyperprism.engine.checkpoint.CheckpointStore;
import org.hyperprism.engine.message.Message;
import org.hyperprism.method.VectorPlan;
import org.hyperprism.model.Evaluation;
import org.hyperprism.model.ModelEvaluations;
import org.hyperprism.model.ParameterLayout;
import org.jspecify.annotations.Nullable;

/** All devices in this JVM, one block per worker thread; messages are handed over by reference. */
final class LocalEngine extends Engine {

  private final RoundProgram program;
  private final BlockLayout layout;
  private final List<List<Samples>> shards;
  private final @Nullable CheckpointStore checkpoints;
  private final ExecutorService workers;
  private List<DeviceBlock> blocks;

  /**
   * @param threads how many blocks are worked on at the same time
   * @param shards for each block the samples of each device, in ascending device id
   * @param checkpoints null if none are kept; then {@code resumeAfter} is 0
   * @param resumeAfter the round whose checkpoint to start from; 0 for the start
   */
  LocalEngine(
      RoundDefinition definition,
      BlockLayout layout,
      int threads,
      List<List<Samples>> shards,
      @Nullable CheckpointStore checkpoints,
      int resumeAfter) {
    this.program = RoundProgram.of(definition);
    this.layout = layout;
    this.checkpoints = checkpoints;
    this.shards = shards;
    this.workers =
        Executors.newFixedThreadPool(
            threads,
            work -> {
              Thread thread = new Thread(work, "hyperprism-worker");
              thread.setDaemon(true);
              return thread;
            });
    this.blocks =
        onEveryBlock(
            block ->
                resumeAfter == 0
                    ? program.commonStart(layout, block)
                    : Objects.requireNonNull(checkpoints).read(resumeAfter, layout, block));
  }

  @Override
  public RoundReport round(int round) {
    if (program.firstStep(round) < program.lastStep(round)) {
      return waves(round);
    }
    int step = program.firstStep(round);
    List<SteppedBlock> latest = stepped(step);
    // Nobody needs them as they were before the round: memory holds all models twice, not thrice.
    blocks = List.of();
    Receiver receiver =
        (block, sent, arrived, exchange) ->
            program.aggregation().aggregate(sent, arrived, step, exchange);
    for (int exchange = 0; exchange < program.exchanges(); exchange++) {
      latest = exchanged(latest, step, exchange, receiver);
    }
    blocks = latest.stream().map(SteppedBlock::block).toList();
    return RoundReport.concatenate(latest.stream().map(SteppedBlock::report).toList());
  }

  private List<SteppedBlock> stepped(int step) {
    List<EdgeBlock> edges = edges(step);
    return onEveryBlock(
        block ->
            program
                .localSteps()
                .step(blocks.get(block), shards.get(block), edges.get(block), step));
  }

  private RoundReport waves(int round) {
    List<WaveBlock> inPlace = onEveryBlock(block -> new WaveBlock(program, blocks.get(block)));
    blocks = List.of();
    List<RoundReport> reports = new ArrayList<>();
    int last = program.lastStep(round);
    for (int wave = program.firstStep(round); wave <= last; wave++) {
      reports.add(wave(inPlace, wave));
    }
    blocks = inPlace.stream().map(WaveBlock::block).toList();
    return RoundReport.ofSteps(reports);
  }

  private RoundReport wave(List<WaveBlock> inPlace, int wave) {
    List<EdgeBlock> edges = edges(wave);
    List<SteppedBlock> latest =
        onEveryBlock(block -> inPlace.get(block).step(shards.get(block), edges.get(block), wave));
    Receiver receiver =
        (block, sent, arrived, exchange) ->
            inPlace.get(block).aggregate(sent, arrived, wave, exchange);
    for (int exchange = 0; exchange < program.exchanges(); exchange++) {
      latest = exchanged(latest, wave, exchange, receiver);
      inPlace.forEach(WaveBlock::turn);
    }
    return RoundReport.concatenate(latest.stream().map(SteppedBlock::report).toList());
  }

  private List<EdgeBlock> edges(int step) {
    return onEveryBlock(block -> program.links().edges(layout, block, step));
  }

  /** What a block makes of what it sent and of the messages that arrived. */
  private interface Receiver {
    SteppedBlock aggregate(int block, SteppedBlock sent, List<Message> arrived, int exchange);
  }

  private List<SteppedBlock> exchanged(
      List<SteppedBlock> sent, int step, int exchange, Receiver receiver) {
    VectorPlan plan = program.plan();
    List<DeviceBlock> outgoing =
        onEveryBlock(block -> program.sent(sent.get(block).block(), step, exchange));
    return onEveryBlock(
        block -> {
          List<Message> arrived = new ArrayList<>();
          for (int sender = 0; sender < sent.size(); sender++) {
            int[] devices = sent.get(sender).edges().neededBy(block);
            if (devices.length > 0) {
              arrived.add(Message.of(outgoing.get(sender), plan, devices));
            }
          }
          return receiver.aggregate(block, sent.get(block), arrived, exchange);
        });
  }

  @Override
  public List<Evaluation> evaluate(Samples test) {
    return onEveryBlock(block -> program.evaluate(blocks.get(block), test)).stream()
        .flatMap(List::stream)
        .toList();
  }

  @Override
  public ModelEvaluations evaluateByClass(Samples test) {
    return ModelEvaluations.together(
        onEveryBlock(block -> program.evaluateByClass(blocks.get(block), test)));
  }

  @Override
  public List<int[]> known(Samples test) {
    return onEveryBlock(block -> program.known(blocks.get(block), test)).stream()
        .flatMap(List::stream)
        .toList();
  }

  @Override
  public double consensusDistance() {
    double[] sums = new double[ConsensusDistance.chunks(parameters())];
    for (int chunk = 0; chunk < sums.length; chunk++) {
      int slice = chunk;
      sums[chunk] =
          ConsensusDistance.sumOfSquares(
              blocks.stream().map(block -> ConsensusDistance.slice(block, slice)).toList());
    }
    return ConsensusDistance.of(sums, layout.devices());
  }

  @Override
  public double fractionOfSmallWeights() {
    ParameterLayout parts = program.definition().model().layout();
    long small =
        onEveryBlock(block -> SmallWeights.count(blocks.get(block), parts)).stream()
            .mapToLong(Long::longValue)
            .sum();
    return SmallWeights.fraction(small, layout.devices(), parts);
  }

  @Override
  long[] checksums() {
    return onEveryBlock(block -> blocks.get(block).checksums()).stream()
        .flatMapToLong(Arrays::stream)
        .toArray();
  }

  @Override
  int parameters() {
    return blocks.get(0).parameters();
  }

  @Override
  public void checkpoint(int round) {
    CheckpointStore store = Objects.requireNonNull(checkpoints, "checkpoints are not kept here");
    store.save(round, () -> blocks.forEach(block -> store.write(round, block)));
  }

  @Override
  public DeviceModels models() {
    return new LocalModels(layout, blocks.stream().map(DeviceBlock::modelsAlone).toList());
  }

  @Override
  public long shuffledBytes() {
    return 0;
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }

  private <T> List<T> onEveryBlock(IntFunction<T> work) {
    List<Callable<T>> tasks = new ArrayList<>();
    for (int block = 0; block < layout.blocks(); block++) {
      int number = block;
      tasks.add(() -> work.apply(number));
    }
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> result : workers.invokeAll(tasks)) {
        results.add(result.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted during a round", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
