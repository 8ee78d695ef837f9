package org.hyperprism.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.hyperprism.dataset.Samples;
import org.hyperprism.model.Evaluation;
import org.hyperprism.model.ParameterLayout;
import org.jspecify.annotations.Nullable;

/** All devices in this JVM, one block per worker thread; packets are handed over by reference. */
final class LocalEngine extends Engine {

  private final RoundProgram program;
  private final BlockLayout layout;
  private final List<List<Samples>> shards;
  private final @Nullable CheckpointStore checkpoints;
  private final ExecutorService workers;
  private List<DeviceBlock> blocks;

  /**
   * @param shards the samples of each device, in ascending device id
   * @param resumeAfter the round whose checkpoint to start from; 0 for the common start
   */
  LocalEngine(
      RoundProgram program,
      BlockLayout layout,
      List<Samples> shards,
      CheckpointStore checkpoints,
      int resumeAfter) {
    this(
        program,
        layout,
        Math.min(layout.blocks(), Runtime.getRuntime().availableProcessors()),
        shards,
        checkpoints,
        resumeAfter);
  }

  /**
   * @param threads how many blocks are worked on at the same time
   * @param checkpoints null if none are kept; then {@code resumeAfter} is 0
   */
  LocalEngine(
      RoundProgram program,
      BlockLayout layout,
      int threads,
      List<Samples> shards,
      @Nullable CheckpointStore checkpoints,
      int resumeAfter) {
    this.program = program;
    this.layout = layout;
    this.checkpoints = checkpoints;
    this.shards =
        IntStream.range(0, layout.blocks())
            .mapToObj(block -> shards.subList(layout.first(block), layout.end(block)))
            .toList();
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
                    ? program.initialBlock(layout, block)
                    : Objects.requireNonNull(checkpoints).read(resumeAfter, layout, block));
  }

  @Override
  public RoundReport round(int round) {
    List<DeviceBlock> current = blocks;
    List<SteppedBlock> stepped =
        onEveryBlock(block -> program.step(current.get(block), shards.get(block), round));
    List<EdgeBlock> edges = onEveryBlock(block -> program.edges(layout, block, round));
    for (int exchange = 0; exchange < program.exchanges(); exchange++) {
      stepped = exchange(stepped, edges, round, exchange);
    }
    blocks = stepped.stream().map(SteppedBlock::block).toList();
    List<RoundReport> reports = new ArrayList<>();
    for (int block = 0; block < layout.blocks(); block++) {
      reports.add(stepped.get(block).report().withLinks(edges.get(block)));
    }
    return RoundReport.concatenate(reports);
  }

  private List<SteppedBlock> exchange(
      List<SteppedBlock> sent, List<EdgeBlock> edges, int round, int exchange) {
    return onEveryBlock(
        block -> {
          List<Packet> arrived = new ArrayList<>();
          for (EdgeBlock from : edges) {
            DeviceBlock source = sent.get(from.sourceBlock()).block();
            arrived.addAll(
                Routing.packets(source, program.plan(), from.byDestinationBlock().get(block)));
          }
          return program.aggregate(sent.get(block), arrived, round, exchange);
        });
  }

  @Override
  public List<Evaluation> evaluate(Samples test) {
    return onEveryBlock(block -> program.evaluate(blocks.get(block), test)).stream()
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
    ParameterLayout parts = program.model().layout();
    long small =
        onEveryBlock(block -> SmallWeights.count(blocks.get(block), parts)).stream()
            .mapToLong(Long::longValue)
            .sum();
    return SmallWeights.fraction(small, layout.devices(), parts);
  }

  @Override
  long[] checksums() {
    return onEveryBlock(block -> blocks.get(block).checksums()).stream()
        .flatMapToLong(java.util.Arrays::stream)
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
  public long shuffledBytes() {
    return 0;
  }

  @Override
  public String describe() {
    return "local: %d blocks of devices on the threads of this JVM".formatted(layout.blocks());
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
