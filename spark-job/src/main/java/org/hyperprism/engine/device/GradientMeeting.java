package org.hyperprism.engine.device;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.hyperprism.data.Batch;
import org.hyperprism.model.GradientFunction;
import org.hyperprism.model.GradientGroup;
import org.hyperprism.model.ParameterLayout;
import org.jspecify.annotations.Nullable;

/**
 * Where all devices that step at the same time in this JVM, of whatever block, meet at their
 * gradients, which one thread computes together: as soon as all of them wait for one, or as many as
 * the group has slots.
 *
 * <p>A device takes any slot that is free. What it gets depends on neither slot nor company ({@link
 * GradientGroup}), so that blocks, threads and the clock decide how long it waits and nothing else.
 */
final class GradientMeeting implements GradientFunction {

  /**
   * How long a computation waits for more devices than step at present, if more were computed
   * together last time: blocks begin a little apart. A computation of full slots takes some 15 ms.
   */
  private static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(3);

  private final GradientGroup group;
  private final ReentrantLock lock = new ReentrantLock();

  /** Something that the next computation may have waited for has happened. */
  private final Condition changed = lock.newCondition();

  private final Condition slotFreed = lock.newCondition();
  private final Condition computed = lock.newCondition();
  private final Deque<Integer> freeSlots = new ArrayDeque<>();

  /** Threads that step devices, in all blocks. */
  private int stepping;

  /** Of these, who put a model into a slot, and who take a gradient out. */
  private int loading;

  private int storing;
  private boolean computing;
  private int computedLastTime;
  private Computation next = new Computation();

  /** What those who are computed together wait for. */
  private static final class Computation {

    private int devices;
    private boolean hasBegun;
    private boolean isDone;
    private @Nullable RuntimeException failure;
  }

  /**
   * Starts the thread that computes.
   *
   * @param group used by nobody else from here on
   */
  GradientMeeting(GradientGroup group) {
    this.group = group;
    for (int slot = 0; slot < group.slots(); slot++) {
      freeSlots.add(slot);
    }
    Thread thread = new Thread(this::computeForEver, "hyperprism-gradients");
    thread.setDaemon(true);
    thread.start();
  }

  int slots() {
    return group.slots();
  }

  ParameterLayout layout() {
    return group.layout();
  }

  /** Announces threads that begin to step devices; each says {@link #leave} when it has ended. */
  void enter(int threads) {
    lock.lock();
    try {
      stepping += threads;
    } finally {
      lock.unlock();
    }
  }

  /** One thread fewer steps devices. */
  void leave() {
    lock.lock();
    try {
      stepping--;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * As {@link GradientFunction#gradient}, for a thread that has entered; waits for the others.
   *
   * @throws IllegalStateException if the thread is interrupted
   * @throws RuntimeException what the computation failed with, in each thread that waited for it
   */
  @Override
  public double gradient(
      float[] weights, int offset, Batch batch, float[] gradient, int gradientOffset) {
    int slot = takeSlot();
    boolean isLoaded = false;
    try {
      group.load(slot, weights, offset, batch);
      isLoaded = true;
    } finally {
      if (!isLoaded) {
        withoutLoading(slot);
      }
    }
    Computation computation = join();
    await(computation, slot);
    try {
      if (computation.failure != null) {
        throw computation.failure;
      }
      return group.store(slot, batch, gradient, gradientOffset);
    } finally {
      stored(slot);
    }
  }

  private int takeSlot() {
    lock.lock();
    try {
      while (computing || freeSlots.isEmpty()) {
        slotFreed.await();
      }
      loading++;
      return freeSlots.remove();
    } catch (InterruptedException e) {
      throw interrupted(e);
    } finally {
      lock.unlock();
    }
  }

  private void withoutLoading(int slot) {
    lock.lock();
    try {
      loading--;
      free(slot);
    } finally {
      lock.unlock();
    }
  }

  private Computation join() {
    lock.lock();
    try {
      loading--;
      next.devices++;
      changed.signal();
      return next;
    } finally {
      lock.unlock();
    }
  }

  private void await(Computation computation, int slot) {
    boolean isInterrupted = false;
    lock.lock();
    try {
      while (!computation.isDone) {
        try {
          computed.await();
        } catch (InterruptedException e) {
          if (!computation.hasBegun) {
            computation.devices--;
            free(slot);
            throw interrupted(e);
          }
          // The slot is being computed; that ends by itself.
          isInterrupted = true;
        }
      }
    } finally {
      lock.unlock();
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void stored(int slot) {
    lock.lock();
    try {
      storing--;
      free(slot);
    } finally {
      lock.unlock();
    }
  }

  /** With the lock. */
  private void free(int slot) {
    freeSlots.add(slot);
    slotFreed.signal();
    changed.signal();
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted during a local step", e);
  }

  private void computeForEver() {
    while (true) {
      Computation computation = begin();
      RuntimeException failure = null;
      try {
        group.compute();
      } catch (RuntimeException e) {
        failure = e;
      } catch (Error e) {
        failure = new IllegalStateException(e);
      }
      end(computation, failure);
    }
  }

  private Computation begin() {
    lock.lock();
    try {
      awaitDevices();
      Computation computation = next;
      next = new Computation();
      computation.hasBegun = true;
      computing = true;
      computedLastTime = computation.devices;
      return computation;
    } finally {
      lock.unlock();
    }
  }

  private void awaitDevices() {
    long lingersUntil = 0;
    boolean lingers = false;
    while (true) {
      if (!allWait()) {
        lingers = false;
        changed.awaitUninterruptibly();
        continue;
      }
      if (next.devices == group.slots() || next.devices >= computedLastTime) {
        return;
      }
      long now = System.nanoTime();
      if (!lingers) {
        lingers = true;
        lingersUntil = now + LINGER_NANOS;
      }
      if (lingersUntil - now <= 0) {
        return;
      }
      try {
        changed.awaitNanos(lingersUntil - now);
      } catch (InterruptedException e) {
        // Nobody has a reason to; the time is up all the same.
        return;
      }
    }
  }

  private boolean allWait() {
    return next.devices > 0
        && loading == 0
        && storing == 0
        && next.devices >= Math.min(group.slots(), stepping);
  }

  private void end(Computation computation, @Nullable RuntimeException failure) {
    lock.lock();
    try {
      computing = false;
      storing = computation.devices;
      computation.failure = failure;
      computation.isDone = true;
      computed.signalAll();
      slotFreed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
