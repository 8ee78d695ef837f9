package org.hyperprism.model.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Marks the time that one oracle spends in ND4J, so that no array is freed under a running call.
 *
 * <p>The count is odd inside and even outside. An array that has become unreachable can still be
 * read only by a call that was running then. So once every section that was inside at that moment
 * has left, nothing reads the array any more.
 */
final class NativeSection implements AutoCloseable {

  private static final Set<NativeSection> SECTIONS = ConcurrentHashMap.newKeySet();

  private final AtomicLong count = new AtomicLong();

  NativeSection() {
    SECTIONS.add(this);
  }

  /** Begins a stay; {@link #close()} ends it. Stays do not nest. */
  NativeSection enter() {
    if (count.incrementAndGet() % 2 == 0) {
      throw new IllegalStateException(
          "an oracle was used by two threads at once, or after it was closed");
    }
    return this;
  }

  @Override
  public void close() {
    count.incrementAndGet();
  }

  /** Forgets this section, from outside; nobody may enter it again. */
  void retire() {
    SECTIONS.remove(this);
  }

  /** The stays that are running now. */
  static List<Stay> running() {
    List<Stay> stays = new ArrayList<>();
    for (NativeSection section : SECTIONS) {
      long count = section.count.get();
      if (count % 2 != 0) {
        stays.add(new Stay(section, count));
      }
    }
    return stays;
  }

  /** One stay of one section. */
  record Stay(NativeSection section, long count) {

    boolean isOver() {
      return section.count.get() != count;
    }
  }
}
