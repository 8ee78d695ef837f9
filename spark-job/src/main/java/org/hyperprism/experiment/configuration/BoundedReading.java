package org.hyperprism.experiment.configuration;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.hyperprism.failure.ConfigurationException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a configuration from growing without end: substitutions, {@code +=} and includes multiply,
 * and forty short lines of HOCON can stand for a billion values.
 */
final class BoundedReading {

  /**
   * Of one processor, whatever else the machine does. Ten thousand lines with a substitution each
   * take a third of it.
   */
  private static final Duration MOST_TIME = Duration.ofSeconds(5);

  /** Values, keys and the letters of texts. */
  private static final long LARGEST = 10_000_000;

  /** What walks through a value goes down by a few calls a level. */
  private static final int MOST_LEVELS = 100;

  private static final String MEND =
      "its substitutions, += or includes multiply; expected fewer of them, with the values written out";

  private BoundedReading() {}

  /**
   * What {@code reading} gives or throws.
   *
   * @param what is read, for messages
   * @throws ConfigurationException if it takes too long, or more memory than there is
   */
  static <T> T of(String what, Supplier<T> reading) {
    // The parser heeds no interruption: what is not done in time is left behind.
    FutureTask<T> task = new FutureTask<>(reading::get);
    Thread thread = new Thread(task, "hyperprism-configuration");
    thread.setDaemon(true);
    thread.start();
    try {
      while (true) {
        try {
          return task.get(500, TimeUnit.MILLISECONDS);
        } catch (TimeoutException notYet) {
          if (time(thread) > MOST_TIME.toNanos()) {
            throw new ConfigurationException(
                "%s takes more than %d s to read: %s".formatted(what, MOST_TIME.toSeconds(), MEND));
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while " + what + " was read");
    } catch (ExecutionException failed) {
      throw unchecked(what, failed.getCause());
    }
  }

  private static RuntimeException unchecked(String what, @Nullable Throwable cause) {
    if (cause instanceof OutOfMemoryError) {
      return new ConfigurationException(
          "%s takes more memory to read than Java has: %s".formatted(what, MEND), cause);
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException other ? other : new IllegalStateException(cause);
  }

  /** Nanoseconds that a thread has computed. */
  private static long time(Thread thread) {
    return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId());
  }

  /**
   * Refuses what is too large for everything that looks at each value.
   *
   * @param resolved a value without substitutions
   * @throws ConfigurationException if it is
   */
  static void check(ConfigValue resolved) {
    Extent extent = extent(resolved, new IdentityHashMap<>());
    if (extent.levels > MOST_LEVELS) {
      throw new ConfigurationException(
          "the configuration has brackets in brackets, %d deep; expected at most %d"
              .formatted(extent.levels, MOST_LEVELS));
    }
    if (extent.size > LARGEST) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "the configuration has more than %,d values and letters: %s",
              LARGEST,
              MEND));
    }
  }

  /**
   * How large a value is.
   *
   * @param size values, keys and letters, up to one more than the largest
   * @param levels of values within values
   */
  private record Extent(long size, int levels) {

    /** That of a value which also holds this one. */
    Extent with(long letters, Extent inner) {
      return new Extent(
          Math.min(size + letters + inner.size, LARGEST + 1), Math.max(levels, inner.levels + 1));
    }
  }

  /** What stands in several places is one object, and walked through once. */
  private static Extent extent(ConfigValue value, Map<ConfigValue, Extent> known) {
    @Nullable Extent before = known.get(value);
    if (before != null) {
      return before;
    }
    Extent extent = new Extent(1, 1);
    if (value instanceof ConfigObject object) {
      // Its values() and entrySet() are sets, which look at each value in each.
      for (String key : object.keySet()) {
        extent = extent.with(key.length(), extent(Objects.requireNonNull(object.get(key)), known));
      }
    } else if (value instanceof ConfigList list) {
      for (ConfigValue element : list) {
        extent = extent.with(0, extent(element, known));
      }
    } else if (value.unwrapped() instanceof String text) {
      extent = new Extent(1 + text.length(), 1);
    }
    known.put(value, extent);
    return extent;
  }
}
