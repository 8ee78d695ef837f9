package org.hyperprism.model.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.memory.Deallocatable;
import org.nd4j.linalg.api.memory.Deallocator;

/** The two rules of when a buffer is freed, each by itself. */
class DeferredDeallocatorTest {

  /** Far more than a buffer that is found takes to be freed where nothing holds it back. */
  private static final long FOUND_MILLIS = 400;

  private final CountDownLatch freed = new CountDownLatch(1);

  @Test
  void aBufferIsKeptForTheCallsThatWereRunningWhenItWasFound() throws InterruptedException {
    NativeSection running = new NativeSection();
    NativeSection later = new NativeSection();
    try (NativeSection inside = running.enter()) {
      awaitFound(dropOneBuffer(started(0)));
      assertThat(isFreedWithin(FOUND_MILLIS)).isFalse();
    }
    try (NativeSection inside = later.enter()) {
      // A call that began after the buffer was found cannot know its address.
      assertThat(isFreedWithin(10_000)).isTrue();
    }
    running.retire();
    later.retire();
  }

  @Test
  void whereNoCallRunsABufferIsKeptForTheDelay() throws InterruptedException {
    long begin = System.nanoTime();
    dropOneBuffer(started(1_000));
    assertThat(isFreedWithin(10_000)).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofSeconds(1));
  }

  private static DeferredDeallocator started(long delayMillis) {
    DeferredDeallocator deallocator = new DeferredDeallocator(delayMillis);
    deallocator.startThread();
    return deallocator;
  }

  /** A method of its own, so that nothing refers to the buffer when it returns. */
  private WeakReference<Buffer> dropOneBuffer(DeferredDeallocator deallocator) {
    Buffer buffer = new Buffer(freed::countDown);
    deallocator.pickObject(buffer);
    return new WeakReference<>(buffer);
  }

  private static void awaitFound(WeakReference<Buffer> buffer) throws InterruptedException {
    for (int wait = 0; wait < 100 && buffer.get() != null; wait++) {
      System.gc();
      Thread.sleep(100);
    }
    assertThat(buffer.get()).isNull();
  }

  private boolean isFreedWithin(long millis) throws InterruptedException {
    System.gc();
    return freed.await(millis, TimeUnit.MILLISECONDS);
  }

  private record Buffer(Deallocator deallocator) implements Deallocatable {

    @Override
    public String getUniqueId() {
      return "buffer";
    }

    @Override
    public int targetDevice() {
      return 0;
    }
  }
}
