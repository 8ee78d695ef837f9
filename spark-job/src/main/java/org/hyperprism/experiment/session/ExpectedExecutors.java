package org.hyperprism.experiment.session;

import java.util.OptionalInt;
import org.apache.spark.SparkConf;

/**
 * The executors that a configuration asks a cluster for.
 *
 * @param atFirst how many are on their way from the beginning; empty where the cluster gives what
 *     it has
 * @param most how many there can be: as many as at first, unless they are allocated dynamically;
 *     empty where no number is set
 * @param coresEach cores of each; empty where an executor takes all of its machine
 * @param cores of all executors together; empty where that does not follow from the others
 */
record ExpectedExecutors(
    OptionalInt atFirst, OptionalInt most, OptionalInt coresEach, OptionalInt cores) {

  /** Spark's own where nothing is set, on clusters other than standalone ones. */
  private static final int DEFAULT_EXECUTORS = 2;

  /** Those of a driver on a cluster. */
  static ExpectedExecutors of(SparkConf settings, String master) {
    boolean standalone = master.startsWith("spark://");
    OptionalInt instances = number(settings, "spark.executor.instances");
    OptionalInt coresEach = number(settings, "spark.executor.cores");
    if (coresEach.isEmpty() && !standalone) {
      coresEach = OptionalInt.of(1);
    }
    if (settings.getBoolean("spark.dynamicAllocation.enabled", false)) {
      int atFirst =
          Math.max(
              instances.orElse(0),
              Math.max(
                  settings.getInt("spark.dynamicAllocation.initialExecutors", 0),
                  settings.getInt("spark.dynamicAllocation.minExecutors", 0)));
      return new ExpectedExecutors(
          OptionalInt.of(atFirst),
          number(settings, "spark.dynamicAllocation.maxExecutors"),
          coresEach,
          OptionalInt.empty());
    }
    if (standalone) {
      // There spark.executor.instances has no say.
      return new ExpectedExecutors(
          OptionalInt.empty(), OptionalInt.empty(), coresEach, number(settings, "spark.cores.max"));
    }
    OptionalInt executors = OptionalInt.of(instances.orElse(DEFAULT_EXECUTORS));
    return new ExpectedExecutors(executors, executors, coresEach, OptionalInt.empty());
  }

  private static OptionalInt number(SparkConf settings, String key) {
    return settings.contains(key) ? OptionalInt.of(settings.getInt(key, 0)) : OptionalInt.empty();
  }

  /** Whether all that are on their way are there. */
  boolean areComplete(int executors, int coresThere) {
    return cores.isPresent()
        ? coresThere >= cores.getAsInt()
        : atFirst.isPresent() && executors >= atFirst.getAsInt();
  }

  /** Whether it is known how many are on their way. */
  boolean areCounted() {
    return cores.isPresent() || atFirst.isPresent();
  }

  /**
   * Cores to divide the work for: what is configured, late comers and those to come by dynamic
   * allocation included, and what is there where nothing is.
   *
   * @param executors how many are there
   * @param coresThere cores of those
   */
  int coresToUse(int executors, int coresThere) {
    if (cores.isPresent()) {
      return Math.max(coresThere, cores.getAsInt());
    }
    int each = coresEach.orElse(Math.max(1, coresThere / Math.max(1, executors)));
    if (atFirst.isEmpty()) {
      return coresThere;
    }
    // Without a limit, twice what is there gives dynamic allocation a reason to double it.
    int count = most.orElse(2 * Math.max(1, Math.max(executors, atFirst.getAsInt())));
    return (int) Math.min(Integer.MAX_VALUE, Math.max(coresThere, (long) count * each));
  }
}
