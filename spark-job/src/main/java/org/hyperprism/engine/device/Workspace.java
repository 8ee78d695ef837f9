package org.hyperprism.engine.device;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.hyperprism.compute.MixingKernel;
import org.hyperprism.data.Batch;
import org.hyperprism.model.GradientBackend;
import org.hyperprism.model.GradientOracle;
import org.hyperprism.model.ModelDefinition;
import org.jspecify.annotations.Nullable;

/** What a task needs to step or to evaluate devices. */
public final class Workspace {

  private record Key(GradientBackend backend, ModelDefinition model, int batchCapacity) {}

  private static final Map<Key, Pool<Workspace>> POOLS = new ConcurrentHashMap<>();

  private final Key key;
  private final GradientOracle oracle;
  private @Nullable Batch batch;
  private @Nullable MixingKernel kernel;

  private Workspace(Key key) {
    this.key = key;
    this.oracle = key.backend.oracle(key.model, key.batchCapacity);
  }

  /**
   * Runs {@code work} with a workspace of this JVM that nobody else uses meanwhile.
   *
   * @param batchCapacity samples of its batches, at most
   * @param work must not keep it
   * @return what {@code work} returns
   */
  public static <T> T with(
      GradientBackend backend,
      ModelDefinition model,
      int batchCapacity,
      Function<Workspace, T> work) {
    return POOLS
        .computeIfAbsent(
            new Key(backend, model, batchCapacity), key -> new Pool<>(() -> new Workspace(key)))
        .with(work);
  }

  /** For batches up to the capacity. */
  public GradientOracle oracle() {
    return oracle;
  }

  /** Room for as many samples as the capacity, kept from its first use on. */
  Batch batch() {
    if (batch == null) {
      batch = new Batch(key.batchCapacity, key.model.features());
    }
    return batch;
  }

  /** The processor's, kept from its first use on. */
  MixingKernel kernel() {
    if (kernel == null) {
      kernel = MixingKernel.create();
    }
    return kernel;
  }
}
