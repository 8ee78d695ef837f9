package org.hyperprism.engine.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.hyperprism.data.Batch;
import org.hyperprism.model.GradientGroup;
import org.hyperprism.model.ModelZoo;
import org.hyperprism.model.ParameterLayout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The gradient of a weight w is 2 w here, its loss w. */
@Timeout(60)
class GradientMeetingTest {

  private static final Batch BATCH = new Batch(1, 1);

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() throws InterruptedException {
    threads.shutdownNow();
    assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void allThatStepAreComputedTogether() throws Exception {
    Doubling group = new Doubling(8);
    GradientMeeting meeting = new GradientMeeting(group);
    assertThat(step(meeting, 5, 3)).isTrue();
    assertThat(group.together).containsExactly(5, 5, 5);
  }

  @Test
  void fullSlotsWaitForNobody() throws Exception {
    Doubling group = new Doubling(2);
    GradientMeeting meeting = new GradientMeeting(group);
    // A third device that never asks for anything.
    meeting.enter(1);
    assertThat(step(meeting, 2, 4)).isTrue();
    assertThat(group.together).containsExactly(2, 2, 2, 2);
  }

  @Test
  void moreDevicesThanSlotsTakeTurns() throws Exception {
    Doubling group = new Doubling(3);
    assertThat(step(new GradientMeeting(group), 20, 7)).isTrue();
    assertThat(group.together.stream().mapToInt(Integer::intValue).sum()).isEqualTo(20 * 7);
    assertThat(group.together).allMatch(devices -> devices <= 3);
  }

  /** A block that begins while another one waits is waited for. */
  @Test
  void blocksMeet() throws Exception {
    Doubling group = new Doubling(8);
    GradientMeeting meeting = new GradientMeeting(group);
    meeting.enter(2);
    Future<Boolean> first = threads.submit(() -> asks(meeting, 1, 1));
    meeting.enter(2);
    List<Future<Boolean>> others = new ArrayList<>();
    for (int device = 2; device < 5; device++) {
      int weight = device;
      others.add(threads.submit(() -> asks(meeting, weight, 1)));
    }
    assertThat(first.get()).isTrue();
    for (Future<Boolean> other : others) {
      assertThat(other.get()).isTrue();
    }
    assertThat(group.together).containsExactly(4);
  }

  /** More were computed together last time: the next one comes soon, but is not waited for long. */
  @Test
  void fewerThanLastTimeAreComputedAllTheSame() throws Exception {
    Doubling group = new Doubling(8);
    GradientMeeting meeting = new GradientMeeting(group);
    assertThat(step(meeting, 6, 1)).isTrue();
    assertThat(step(meeting, 1, 2)).isTrue();
    assertThat(group.together).containsExactly(6, 1, 1);
  }

  @Test
  void devicesWithMoreStepsGoOnAlone() throws Exception {
    Doubling group = new Doubling(4);
    GradientMeeting meeting = new GradientMeeting(group);
    meeting.enter(2);
    Future<Boolean> few = threads.submit(() -> asks(meeting, 1, 1));
    Future<Boolean> many = threads.submit(() -> asks(meeting, 2, 5));
    assertThat(few.get()).isTrue();
    assertThat(many.get()).isTrue();
    assertThat(group.together.stream().mapToInt(Integer::intValue).sum()).isEqualTo(6);
  }

  @Test
  void aComputationThatFailsFailsAllThatWaitForItAndNobodyAfterThem() throws Exception {
    Doubling group = new Doubling(4);
    group.failing = true;
    GradientMeeting meeting = new GradientMeeting(group);
    meeting.enter(2);
    Future<Boolean> first = threads.submit(() -> asks(meeting, 1, 1));
    Future<Boolean> second = threads.submit(() -> asks(meeting, 2, 1));
    for (Future<Boolean> device : List.of(first, second)) {
      assertThatThrownBy(device::get)
          .isInstanceOf(ExecutionException.class)
          .hasRootCauseMessage("out of memory");
    }
    group.failing = false;
    assertThat(step(meeting, 4, 2)).isTrue();
  }

  @Test
  void aDeviceThatCannotLoadGivesItsSlotBack() throws Exception {
    Doubling group = new Doubling(1);
    GradientMeeting meeting = new GradientMeeting(group);
    meeting.enter(1);
    assertThatThrownBy(() -> asks(meeting, -1, 1)).hasMessage("no such batch");
    assertThat(step(meeting, 3, 2)).isTrue();
  }

  @Test
  void anInterruptionEndsTheWaiting() throws Exception {
    Doubling group = new Doubling(1);
    GradientMeeting meeting = new GradientMeeting(group);
    // One that never asks holds the meeting up while slots are free, one that waits holds the slot.
    group.slow = new CountDownLatch(1);
    meeting.enter(2);
    Future<Boolean> computed = threads.submit(() -> asks(meeting, 1, 1));
    group.begun.await();
    List<Throwable> failures = new CopyOnWriteArrayList<>();
    Thread waiting =
        new Thread(
            () -> {
              try {
                asks(meeting, 2, 1);
              } catch (Exception e) {
                failures.add(e);
              }
            });
    waiting.start();
    waiting.interrupt();
    waiting.join();
    assertThat(failures)
        .singleElement()
        .satisfies(failure -> assertThat(failure).hasMessage("interrupted during a local step"));
    group.slow.countDown();
    assertThat(computed.get()).isTrue();
    assertThat(step(meeting, 3, 2)).isTrue();
  }

  @Test
  void anInterruptionBeforeTheComputationGivesTheSlotBack() throws Exception {
    Doubling group = new Doubling(2);
    GradientMeeting meeting = new GradientMeeting(group);
    meeting.enter(2);
    Thread waiting = new Thread(() -> assertThatThrownBy(() -> asks(meeting, 1, 1)));
    waiting.start();
    while (waiting.getState() != Thread.State.WAITING) {
      Thread.sleep(1);
    }
    waiting.interrupt();
    waiting.join();
    assertThat(asks(meeting, 3, 2)).isTrue();
    assertThat(step(meeting, 2, 2)).isTrue();
  }

  /** Whether each of several devices that step at once gets its own gradients. */
  private boolean step(GradientMeeting meeting, int devices, int steps) throws Exception {
    meeting.enter(devices);
    List<Future<Boolean>> all = new ArrayList<>();
    for (int device = 0; device < devices; device++) {
      int weight = device;
      all.add(threads.submit(() -> asks(meeting, weight, steps)));
    }
    boolean right = true;
    for (Future<Boolean> device : all) {
      right &= device.get();
    }
    return right;
  }

  private static boolean asks(GradientMeeting meeting, int weight, int steps) throws Exception {
    try {
      for (int step = 0; step < steps; step++) {
        float[] gradient = new float[1];
        double loss = meeting.gradient(new float[] {weight + step}, 0, BATCH, gradient, 0);
        if (loss != weight + step || gradient[0] != 2 * (weight + step)) {
          return false;
        }
      }
      return true;
    } finally {
      meeting.leave();
    }
  }

  private static final class Doubling implements GradientGroup {

    private final float[] loaded;
    private final float[] results;
    private final List<Integer> together = new CopyOnWriteArrayList<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private volatile boolean failing;
    private volatile CountDownLatch slow = new CountDownLatch(0);

    Doubling(int slots) {
      loaded = new float[slots];
      results = new float[slots];
      Arrays.fill(loaded, Float.NaN);
    }

    @Override
    public int slots() {
      return loaded.length;
    }

    @Override
    public ParameterLayout layout() {
      return ModelZoo.definition("lr", 1, 1, 1, 2).layout();
    }

    @Override
    public void load(int slot, float[] weights, int offset, Batch batch) {
      if (weights[offset] < 0) {
        throw new IllegalArgumentException("no such batch");
      }
      loaded[slot] = weights[offset];
    }

    @Override
    public void compute() {
      begun.countDown();
      try {
        slow.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      if (failing) {
        throw new IllegalStateException("out of memory");
      }
      int devices = 0;
      for (int slot = 0; slot < loaded.length; slot++) {
        devices += Float.isNaN(loaded[slot]) ? 0 : 1;
        results[slot] = 2 * loaded[slot];
      }
      Arrays.fill(loaded, Float.NaN);
      together.add(devices);
    }

    @Override
    public double store(int slot, Batch batch, float[] gradient, int gradientOffset) {
      gradient[gradientOffset] = results[slot];
      return results[slot] / 2;
    }

    @Override
    public void close() {}
  }
}
