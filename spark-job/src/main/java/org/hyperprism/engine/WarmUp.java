package org.hyperprism.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.hyperprism.dataset.Samples;
import org.hyperprism.engine.block.BlockLayout;
import org.hyperprism.topology.schedule.RandomDensity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run's rounds among a few devices with a few of its samples, on a thread of its own until
 * closed, so that the just-in-time compiler has the loops of a round compiled before they matter.
 * Until then those with the Vector API are a hundred times slower, and the first round of a run
 * would take more than a second. It runs while Spark starts, which takes longer than that, mostly
 * on one core; of a run that is long enough to gain by it.
 *
 * <p>Nothing of it is kept. What fails here is left to the run, which will meet it too and say so.
 */
public final class WarmUp implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

  private static final int DEVICES = 4;

  /** What counts for the compiler is how often a loop begins, more than how long it is. */
  private static final int SAMPLES_PER_DEVICE = 8;

  /** Rounds of a larger model take memory, and too long beside the compiler's work to gain. */
  private static final int MOST_PARAMETERS = 2_000_000;

  private static final long LONGEST_WAIT_MILLISECONDS = 10_000;

  private final Thread thread;
  private final AtomicInteger rounds = new AtomicInteger();
  private volatile boolean isOver;

  private WarmUp(RoundDefinition definition, Samples samples) {
    thread = new Thread(() -> run(definition, samples), "hyperprism-warm-up");
    thread.setDaemon(true);
  }

  /**
   * Begins.
   *
   * @param definition the run's; nothing of it changes
   * @param samples the run's; the first few serve
   */
  public static WarmUp begin(RoundDefinition definition, Samples samples) {
    WarmUp warmUp = new WarmUp(definition, samples);
    if (definition.model().layout().parameters() <= MOST_PARAMETERS) {
      warmUp.thread.start();
    }
    return warmUp;
  }

  private void run(RoundDefinition definition, Samples samples) {
    RoundDefinition amongFew = definition.over(completeGraph(definition.seed())).startingFrom(null);
    BlockLayout oneBlock = BlockLayout.of(DEVICES, 1);
    try (Engine engine =
        new LocalEngine(amongFew, oneBlock, 1, List.of(shards(samples)), null, 0)) {
      while (!isOver) {
        engine.round(rounds.get() + 1);
        rounds.incrementAndGet();
      }
    } catch (RuntimeException | LinkageError e) {
      LOG.debug("the warm-up ended early", e);
    }
  }

  private static Communication completeGraph(long seed) {
    return Communication.over(new RandomDensity(DEVICES, 1, seed));
  }

  private static List<Samples> shards(Samples samples) {
    List<Samples> shards = new ArrayList<>();
    for (int device = 0; device < DEVICES; device++) {
      int first = device * SAMPLES_PER_DEVICE;
      shards.add(
          samples.select(
              IntStream.range(first, first + SAMPLES_PER_DEVICE)
                  .map(sample -> sample % samples.count())
                  .toArray()));
    }
    return shards;
  }

  /**
   * Ends it, and waits for its last round: the run wants all cores, and a JVM that exits must not
   * find a thread in native code.
   */
  @Override
  public void close() {
    isOver = true;
    try {
      thread.join(LONGEST_WAIT_MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Rounds that are done. */
  int rounds() {
    return rounds.get();
  }

  /** Its thread, for who must wait for its end. */
  Thread thread() {
    return thread;
  }
}
