package org.hyperprism.engine.device;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.hyperprism.data.Batch;
import org.hyperprism.model.GradientBackend;
import org.hyperprism.model.GradientOracle;
import org.hyperprism.model.ModelDefinition;
import org.jspecify.annotations.Nullable;

/** What a task needs to step or to evaluate devices. */
public final class Workspace {

  private record Key(GradientBackend backend, ModelDefinition model, int batchCapacity) {}

  private static final Map<Key, Pool<Workspace>> POOLS = new ConcurrentHashMap<>();

  /** Where the devices of all tasks of this JVM meet; empty where each is computed alone. */
  private static final Map<Key, Optional<GradientMeeting>> MEETINGS = new ConcurrentHashMap<>();

  private final Key key;
  private final GradientOracle oracle;
  private @Nullable StepTools tools;
  private @Nullable StepGroup group;
  private boolean groupIsKnown;

  private Workspace(Key key) {
    this.key = key;
    this.oracle = key.backend.oracle(key.model, key.batchCapacity);
  }

  private static Optional<GradientMeeting> meeting(Key key) {
    return MEETINGS.computeIfAbsent(
        key, made -> made.backend.group(made.model, made.batchCapacity).map(GradientMeeting::new));
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

  /** What is done with each device of a block in its turn. */
  public interface Step {

    /**
     * Steps one device.
     *
     * @param view has not been moved to the device yet
     * @param index of the device in its block
     */
    void of(LocalDevice view, int index);
  }

  /**
   * Steps the devices of a block: one after the other, or several at the same time in threads of
   * their own where the backend computes the gradients of several together.
   *
   * @param count devices of the block
   * @param views makes a view of the block's devices, for one thread
   * @param step must change nothing but what belongs to its device
   */
  public void step(int count, Function<StepTools, LocalDevice> views, Step step) {
    StepGroup together = group();
    if (together != null) {
      together.step(count, views, step);
      return;
    }
    LocalDevice view = views.apply(tools());
    for (int index = 0; index < count; index++) {
      step.of(view, index);
    }
  }

  /** Kept from its first use on; null where each device is computed alone. */
  private @Nullable StepGroup group() {
    if (!groupIsKnown) {
      group =
          meeting(key)
              .map(meeting -> new StepGroup(meeting, key.model, key.batchCapacity))
              .orElse(null);
      groupIsKnown = true;
    }
    return group;
  }

  /** Kept from its first use on. */
  private StepTools tools() {
    if (tools == null) {
      tools =
          new StepTools(
              oracle.layout(), oracle, new Batch(key.batchCapacity, key.model.features()));
    }
    return tools;
  }
}
