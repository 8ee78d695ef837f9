package org.hyperprism.model.dl4j;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.memory.Deallocatable;
import org.nd4j.linalg.api.memory.deallocation.DeallocatableReference;
import org.nd4j.linalg.api.memory.deallocation.DeallocatorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Frees native memory late enough.
 *
 * <p>Why: ND4J frees an array outside workspaces as soon as the garbage collector finds its Java
 * object unreachable. The just-in-time compiler lets an object become unreachable at its last use,
 * which may be before the native call that was handed its address has returned. The call then reads
 * freed memory, and the JVM dies in {@code libnd4jcpu.so}. No collector and no setting avoids this.
 *
 * <p>How late: a buffer whose object is gone is freed after {@link #DELAY_MILLIS}, and not before
 * every {@link NativeSection} has ended that was running when it was found. The second rule makes
 * HyperPrism's own calls safe however long they take; the delay covers ND4J calls of others in this
 * JVM.
 *
 * <p>What bounds the memory: a buffer waits for two seconds or one call, whichever is longer, and
 * once {@link #MOST_WAITING_BYTES} wait, for the call alone. Oracles keep their large arrays and
 * the network's activations lie in reused workspaces; what is left to this class are some 20 kB of
 * small arrays a step.
 */
final class DeferredDeallocator extends DeallocatorService {

  /** How long a buffer is kept at least after its object was found unreachable. */
  static final long DELAY_MILLIS = 2_000;

  /** From here on memory is scarcer than time, and buffers wait no longer than they must. */
  static final long MOST_WAITING_BYTES = 256L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(DeferredDeallocator.class);

  /** How often waiting buffers are looked at. */
  private static final long INTERVAL_MILLIS = 50;

  private final ReferenceQueue<Deallocatable> unreachable = new ReferenceQueue<>();

  /** Keeps the references themselves alive: without this, they would vanish with their objects. */
  private final Set<BufferReference> registered = ConcurrentHashMap.newKeySet();

  private final ArrayDeque<Generation> waiting = new ArrayDeque<>();
  private final long delayNanos;
  private long waitingBytes;

  DeferredDeallocator(long delayMillis) {
    this.delayNanos = TimeUnit.MILLISECONDS.toNanos(delayMillis);
  }

  void startThread() {
    Thread thread = new Thread(this::freeForEver, "nd4j-deferred-deallocator");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void pickObject(Deallocatable buffer) {
    registered.add(new BufferReference(buffer, unreachable));
  }

  private void freeForEver() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        collect(waiting.isEmpty() ? unreachable.remove() : unreachable.remove(INTERVAL_MILLIS));
        free();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        // One buffer that cannot be freed is a leak; without this thread all would be.
        LOG.warn("ND4J could not free a buffer", e);
      }
    }
  }

  /** Gathers what is unreachable now, to wait together. */
  private void collect(Reference<? extends Deallocatable> first) {
    List<BufferReference> buffers = new ArrayList<>();
    for (Reference<?> next = first; next != null; next = unreachable.poll()) {
      buffers.add((BufferReference) next);
      waitingBytes += ((BufferReference) next).bytes;
    }
    if (!buffers.isEmpty()) {
      // The stays are looked at after the objects were found unreachable: a later one cannot see
      // them.
      waiting.add(new Generation(buffers, System.nanoTime(), NativeSection.running()));
    }
  }

  private void free() {
    while (!waiting.isEmpty() && isDue(waiting.element())) {
      for (BufferReference buffer : waiting.remove().buffers()) {
        waitingBytes -= buffer.bytes;
        registered.remove(buffer);
        buffer.getDeallocator().deallocate();
      }
    }
  }

  private boolean isDue(Generation generation) {
    return generation.stays().stream().allMatch(NativeSection.Stay::isOver)
        && (waitingBytes > MOST_WAITING_BYTES
            || System.nanoTime() - generation.found() >= delayNanos);
  }

  private record Generation(
      List<BufferReference> buffers, long found, List<NativeSection.Stay> stays) {}

  /** Equal only to itself, unlike its superclass, which compares names. */
  private static final class BufferReference extends DeallocatableReference {

    private final long bytes;

    BufferReference(Deallocatable buffer, ReferenceQueue<Deallocatable> queue) {
      super(buffer, queue);
      this.bytes = buffer instanceof DataBuffer data ? data.length() * data.getElementSize() : 0;
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    protected boolean canEqual(Object other) {
      return other instanceof BufferReference;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }
}
