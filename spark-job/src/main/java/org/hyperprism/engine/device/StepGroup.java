package org.hyperprism.engine.device;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.function.Function;
import org.hyperprism.data.Batch;
import org.hyperprism.model.GradientGroup;
import org.hyperprism.model.ModelDefinition;

/**
 * The local steps of several devices at the same time, so that their gradients are computed
 * together. Each device steps in a thread of its own, as if it were alone; where it asks for a
 * gradient it waits until every other one has asked too, or has finished.
 *
 * <p>A device always has the same slot, its id modulo the number of slots, and shares it with none
 * of the devices it is computed with.
 */
final class StepGroup {

  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "hyperprism-step");
            thread.setDaemon(true);
            return thread;
          });

  private final GradientGroup gradients;
  private final List<Slot> slots = new ArrayList<>();

  /**
   * @param batchCapacity samples of a batch, at most
   */
  StepGroup(GradientGroup gradients, ModelDefinition model, int batchCapacity) {
    this.gradients = gradients;
    for (int slot = 0; slot < gradients.slots(); slot++) {
      slots.add(new Slot(slot, new Batch(batchCapacity, model.features())));
    }
  }

  /** As {@link Workspace#step}. */
  void step(int first, int count, Function<StepTools, LocalDevice> views, Workspace.Step step) {
    List<LocalDevice> devices = slots.stream().map(slot -> views.apply(slot.tools)).toList();
    for (int index = 0; index < count; ) {
      int slot = Math.floorMod(first + index, slots.size());
      int end = Math.min(count, index + slots.size() - slot);
      together(index, end, slot, devices, step);
      index = end;
    }
  }

  /** Steps the devices {@code [from, to)} of the block, in the slots from {@code slot} on. */
  private void together(
      int from, int to, int slot, List<LocalDevice> devices, Workspace.Step step) {
    Phaser meeting = new Phaser(1 + to - from);
    List<Future<?>> running = new ArrayList<>();
    for (int index = from; index < to; index++) {
      int device = index;
      Slot own = slots.get(slot + index - from);
      LocalDevice view = devices.get(slot + index - from);
      running.add(
          THREADS.submit(
              () -> {
                own.meeting = meeting;
                try {
                  step.of(view, device);
                } finally {
                  meeting.arriveAndDeregister();
                }
              }));
    }
    try {
      meeting.arriveAndAwaitAdvance();
      // Whoever is left has asked for a gradient.
      while (meeting.getRegisteredParties() > 1) {
        gradients.compute();
        meeting.arriveAndAwaitAdvance();
        meeting.arriveAndAwaitAdvance();
      }
    } finally {
      // Those that still wait, after a failure here, go on and fail.
      meeting.forceTermination();
      await(running);
    }
  }

  private static void await(List<Future<?>> running) {
    RuntimeException failure = null;
    for (Future<?> device : running) {
      try {
        device.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted during a local step", e);
      } catch (ExecutionException e) {
        if (failure == null) {
          failure =
              e.getCause() instanceof RuntimeException cause
                  ? cause
                  : new IllegalStateException(e.getCause());
        }
      }
    }
    if (failure != null && !(failure instanceof Abandoned)) {
      throw failure;
    }
  }

  /** The gradient that a device waited for does not come, because of a failure elsewhere. */
  private static final class Abandoned extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    Abandoned() {
      super("the gradients of a group of devices could not be computed");
    }
  }

  /** The place of one device. */
  private final class Slot {

    private final int number;
    private final StepTools tools;

    /** Of the devices that step at present. */
    private Phaser meeting = new Phaser();

    Slot(int number, Batch batch) {
      this.number = number;
      this.tools = new StepTools(gradients.layout(), this::gradient, batch);
    }

    private double gradient(
        float[] weights, int offset, Batch batch, float[] gradient, int gradientOffset) {
      gradients.load(number, weights, offset, batch);
      awaitOthers();
      // All have asked; now the gradients are computed.
      awaitOthers();
      return gradients.store(number, batch, gradient, gradientOffset);
    }

    private void awaitOthers() {
      if (meeting.arriveAndAwaitAdvance() < 0) {
        throw new Abandoned();
      }
    }
  }
}
