package org.hyperprism.engine.device;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.hyperprism.data.Batch;
import org.hyperprism.model.ModelDefinition;
import org.jspecify.annotations.Nullable;

/**
 * The local steps of a block's devices at the same time, so that their gradients are computed
 * together, and with those of other blocks ({@link GradientMeeting}). Each device steps as if it
 * were alone, in a thread that goes on to the next device when it has finished one; there are at
 * most as many threads as gradients that can be computed at once.
 */
final class StepGroup {

  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "hyperprism-step");
            thread.setDaemon(true);
            return thread;
          });

  private final GradientMeeting meeting;
  private final ModelDefinition model;
  private final int batchCapacity;

  /** Of one thread each. */
  private final List<StepTools> tools = new ArrayList<>();

  /**
   * @param batchCapacity samples of a batch, at most
   */
  StepGroup(GradientMeeting meeting, ModelDefinition model, int batchCapacity) {
    this.meeting = meeting;
    this.model = model;
    this.batchCapacity = batchCapacity;
  }

  /** As {@link Workspace#step}. */
  void step(int count, Function<StepTools, LocalDevice> views, Workspace.Step step) {
    int threads = Math.min(count, meeting.slots());
    while (tools.size() < threads) {
      tools.add(
          new StepTools(meeting.layout(), meeting, new Batch(batchCapacity, model.features())));
    }
    Devices devices = new Devices(count, step, threads);
    List<Walk> walks =
        tools.subList(0, threads).stream().map(one -> new Walk(devices, views.apply(one))).toList();
    begin(devices, walks);
    devices.awaitEnd(walks);
    for (Walk walk : walks) {
      walk.throwFailure();
    }
  }

  private void begin(Devices devices, List<Walk> walks) {
    meeting.enter(walks.size());
    int begun = 0;
    try {
      for (Walk walk : walks) {
        THREADS.execute(walk);
        begun++;
      }
    } finally {
      if (begun < walks.size()) {
        // There is no room for another thread: nobody is to wait for those that do not come.
        devices.giveUp();
        for (int walk = begun; walk < walks.size(); walk++) {
          meeting.leave();
          devices.walks.countDown();
        }
        devices.awaitEnd(walks);
      }
    }
  }

  /** The devices of a block, in the order in which threads take them. */
  private static final class Devices {

    private final int count;
    private final Workspace.Step step;
    private final AtomicInteger next = new AtomicInteger();
    private final CountDownLatch walks;

    Devices(int count, Workspace.Step step, int walks) {
      this.count = count;
      this.step = step;
      this.walks = new CountDownLatch(walks);
    }

    /** Steps with {@code view} whatever device nobody else steps, until none is left. */
    void stepWith(LocalDevice view) {
      int device = next.getAndIncrement();
      while (device < count) {
        step.of(view, device);
        device = next.getAndIncrement();
      }
    }

    /** No thread begins with a further device. */
    void giveUp() {
      next.set(count);
    }

    /**
     * Waits until all threads have ended; after an interruption they soon do, since it reaches
     * those that wait for a gradient.
     */
    void awaitEnd(List<Walk> all) {
      boolean interrupted = false;
      while (true) {
        try {
          walks.await();
          break;
        } catch (InterruptedException e) {
          interrupted = true;
          giveUp();
          all.forEach(Walk::interrupt);
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted during a local step");
      }
    }
  }

  /** What one thread does. */
  private final class Walk implements Runnable {

    private final Devices devices;
    private final LocalDevice view;
    private @Nullable Thread thread;
    private @Nullable Throwable failure;

    Walk(Devices devices, LocalDevice view) {
      this.devices = devices;
      this.view = view;
    }

    @Override
    public void run() {
      setThread(Thread.currentThread());
      try {
        devices.stepWith(view);
      } catch (Throwable e) {
        // Methods of other languages throw checked exceptions without declaring them.
        failure = e;
        devices.giveUp();
      } finally {
        meeting.leave();
        setThread(null);
        devices.walks.countDown();
      }
    }

    private synchronized void setThread(@Nullable Thread current) {
      thread = current;
    }

    synchronized void interrupt() {
      if (thread != null) {
        thread.interrupt();
      }
    }

    /** After the end. */
    void throwFailure() {
      if (failure instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      if (failure != null) {
        throw new IllegalStateException(failure);
      }
    }
  }
}
