package org.hyperprism.engine.device;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Things that cost more to make than a round of a small model takes, lent to one task at a time and
 * kept for as long as the JVM lives; there are never more than tasks that ran at the same time.
 */
final class Pool<T> {

  private final Queue<T> idle = new ConcurrentLinkedQueue<>();
  private final Supplier<T> maker;

  Pool(Supplier<T> maker) {
    this.maker = maker;
  }

  /** Runs {@code work} with a thing that nobody else uses meanwhile. */
  <R> R with(Function<T, R> work) {
    T waiting = idle.poll();
    T lent = waiting == null ? maker.get() : waiting;
    R result = work.apply(lent);
    // What was lent to work that threw is dropped: its buffers may hold anything.
    idle.add(lent);
    return result;
  }
}
