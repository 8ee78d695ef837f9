package org.hyperprism.cli.progress;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.config.Configurator;

/**
 * Says in one line that a run was interrupted, by Ctrl-C or a request to terminate; the JVM then
 * ends with the signal's exit code, 130 for Ctrl-C and 143 for the other. Rounds that are going on
 * have a while to end and to leave a last checkpoint.
 */
public final class Interruption implements AutoCloseable {

  /** Before Spark's own hook (40), which stops the jobs: what fails then fails because of us. */
  private static final int PRIORITY = 100;

  /** Whoever ends us will not wait much longer before it ends us for good. */
  private static final Duration FOR_THE_LAST_CHECKPOINT = Duration.ofSeconds(15);

  private final PrintWriter err;
  private boolean over;
  private boolean happened;
  private boolean inRounds;

  public Interruption(PrintWriter err) {
    this.err = err;
  }

  /** Watches until it is closed. */
  public static Interruption watch(PrintWriter err) {
    Interruption interruption = new Interruption(err);
    ShutdownHookManager.get()
        .addShutdownHook(
            interruption::shutDown,
            PRIORITY,
            2 * FOR_THE_LAST_CHECKPOINT.toSeconds(),
            TimeUnit.SECONDS);
    return interruption;
  }

  private synchronized void shutDown() {
    if (!over) {
      happened = true;
      Configurator.setAllLevels(LogManager.ROOT_LOGGER_NAME, Level.OFF);
      err.println(
          "hyperprism: interrupted; give the run directory as --out, and --resume, to continue");
      awaitLastCheckpoint();
    }
  }

  private synchronized void awaitLastCheckpoint() {
    long deadline = System.nanoTime() + FOR_THE_LAST_CHECKPOINT.toNanos();
    try {
      while (inRounds && !over && System.nanoTime() < deadline) {
        wait(1 + (deadline - System.nanoTime()) / 1_000_000);
      }
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether rounds are going on, after each of which a run asks {@link #happened}. */
  public synchronized void inRounds(boolean yes) {
    inRounds = yes;
    notifyAll();
  }

  /** Whether the JVM is ending before its time. */
  public synchronized boolean happened() {
    return happened;
  }

  @Override
  public synchronized void close() {
    over = true;
    notifyAll();
  }
}
