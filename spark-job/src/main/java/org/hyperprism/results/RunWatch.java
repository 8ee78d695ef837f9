package org.hyperprism.results;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.hyperprism.results.lock.LockOwner;
import org.hyperprism.results.lock.RunLock;

/**
 * Whether a process still writes into the directory of a run or a sweep, or into one of the
 * directories in it, told by its lock. To look takes no lock, and keeps no run from beginning.
 *
 * <p>A process of this machine is known to be there or not. One elsewhere is taken for ended when
 * neither its beat nor its tables have changed for a while: 30 seconds where it writes a beat, 10
 * minutes where it does not. No process may watch a directory that it has claimed itself: on some
 * systems to read a lock file that one has locked ends the lock.
 */
public final class RunWatch {

  private static final Duration WITHOUT_BEAT = Duration.ofMinutes(10);

  /** Tables that grow while a run or a sweep goes on. */
  private static final List<String> TABLES = List.of(RunDirectory.METRICS, "results.csv");

  /**
   * What was seen of an owner elsewhere.
   *
   * @param signs its lock, its beat and the sizes of its tables
   * @param since when they were first seen so, in nanoseconds
   */
  private record Seen(List<Object> signs, long since) {}

  private final RunDirectory directory;
  private final LongSupplier clock;
  private final Map<String, Seen> elsewhere = new HashMap<>();

  /**
   * @param directory of a run or a sweep, or a folder of runs
   */
  public RunWatch(RunDirectory directory) {
    this(directory, System::nanoTime);
  }

  /**
   * @param clock nanoseconds
   */
  RunWatch(RunDirectory directory, LongSupplier clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /** Whether it goes on, as far as can be seen; to be asked again and again. */
  public boolean goesOn() {
    boolean goesOn = isInUse(directory);
    for (RunDirectory each : directory.directories()) {
      goesOn |= isInUse(each);
    }
    return goesOn;
  }

  private boolean isInUse(RunDirectory place) {
    Optional<String> lock = place.read(RunLock.FILE);
    if (lock.isEmpty()) {
      return false;
    }
    Optional<LockOwner> owner = LockOwner.parse(lock.get());
    if (owner.isPresent() && owner.get().isOfThisMachine()) {
      return !owner.get().hasEnded();
    }
    Optional<String> beat = place.read(RunLock.BEAT);
    List<Object> signs = new ArrayList<>(List.of(lock.get(), beat));
    TABLES.forEach(table -> signs.add(place.read(table).map(String::length)));
    long now = clock.getAsLong();
    Seen seen =
        Objects.requireNonNull(
            elsewhere.compute(
                place.toString(),
                (where, before) ->
                    before != null && before.signs.equals(signs) ? before : new Seen(signs, now)));
    Duration patience = beat.isPresent() ? RunLock.WATCH : WITHOUT_BEAT;
    return now - seen.since < patience.toNanos();
  }
}
