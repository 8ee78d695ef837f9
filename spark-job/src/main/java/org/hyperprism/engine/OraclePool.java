package org.hyperprism.engine;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.hyperprism.model.GradientBackend;
import org.hyperprism.model.GradientOracle;
import org.hyperprism.model.ModelDefinition;

/**
 * Gradient oracles of this JVM, lent to one task at a time. Making one costs more than a round of
 * small models, so they are kept for as long as the JVM lives; there are never more than tasks that
 * ran at the same time.
 */
final class OraclePool {

  private record Key(GradientBackend backend, ModelDefinition model, int batchCapacity) {}

  private static final Map<Key, Queue<GradientOracle>> IDLE = new ConcurrentHashMap<>();

  private OraclePool() {}

  /** Runs {@code work} with an oracle nobody else uses meanwhile. */
  static <T> T with(
      GradientBackend backend,
      ModelDefinition model,
      int batchCapacity,
      Function<GradientOracle, T> work) {
    Queue<GradientOracle> idle =
        IDLE.computeIfAbsent(
            new Key(backend, model, batchCapacity), key -> new ConcurrentLinkedQueue<>());
    GradientOracle oracle = idle.poll();
    if (oracle == null) {
      oracle = backend.oracle(model, batchCapacity);
    }
    T result = work.apply(oracle);
    // An oracle whose work threw is dropped: its buffers may hold anything.
    idle.add(oracle);
    return result;
  }
}
