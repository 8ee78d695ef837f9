package org.hyperprism.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Closes a stream on which nothing has come for a while, so that its reader fails instead of
 * waiting for ever.
 */
final class Watchdog implements AutoCloseable {

  private final InputStream watched;
  private final long limitNanos;
  private final ScheduledExecutorService timer;
  private final Future<?> check;
  private volatile long lastProgress = System.nanoTime();

  Watchdog(InputStream watched, Duration silence) {
    this.watched = watched;
    limitNanos = silence.toNanos();
    timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "download-watchdog");
              thread.setDaemon(true);
              return thread;
            });
    long interval = Math.max(1, limitNanos / 4);
    check = timer.scheduleAtFixedRate(this::check, interval, interval, TimeUnit.NANOSECONDS);
  }

  /** Something came. */
  void progress() {
    lastProgress = System.nanoTime();
  }

  private void check() {
    if (System.nanoTime() - lastProgress > limitNanos) {
      try {
        watched.close();
      } catch (IOException e) {
        // The reader meets the same broken stream and reports it.
      }
    }
  }

  @Override
  public void close() {
    check.cancel(false);
    timer.shutdown();
  }
}
