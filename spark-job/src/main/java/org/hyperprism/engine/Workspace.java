package org.hyperprism.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.hyperprism.compute.MixingKernel;
import org.hyperprism.data.Batch;
import org.hyperprism.model.GradientBackend;
import org.hyperprism.model.GradientOracle;
import org.hyperprism.model.ModelDefinition;

/**
 * What a task needs to step or to evaluate devices.
 *
 * @param oracle for batches of at most a number of samples
 * @param batch room for that number of samples
 * @param kernel of the processor
 */
record Workspace(GradientOracle oracle, Batch batch, MixingKernel kernel) {

  private record Key(GradientBackend backend, ModelDefinition model, int batchCapacity) {}

  private static final Map<Key, Pool<Workspace>> POOLS = new ConcurrentHashMap<>();

  /** Runs {@code work} with a workspace of this JVM that nobody else uses meanwhile. */
  static <T> T with(
      GradientBackend backend,
      ModelDefinition model,
      int batchCapacity,
      Function<Workspace, T> work) {
    return POOLS
        .computeIfAbsent(
            new Key(backend, model, batchCapacity),
            key ->
                new Pool<>(
                    () ->
                        new Workspace(
                            backend.oracle(model, batchCapacity),
                            new Batch(batchCapacity, model.features()),
                            MixingKernel.create())))
        .with(work);
  }
}
