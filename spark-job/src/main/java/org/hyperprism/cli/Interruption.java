package org.hyperprism.cli;

import java.io.PrintWriter;
import java.util.function.IntSupplier;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.config.Configurator;

/**
 * Says in one line that a run was interrupted, by Ctrl-C or a request to terminate; the JVM then
 * ends with the signal's exit code, 130 for Ctrl-C.
 */
final class Interruption implements AutoCloseable {

  /** Before Spark's own hook (40), which stops the jobs: what fails then fails because of us. */
  private static final int PRIORITY = 100;

  private final PrintWriter err;
  private boolean over;
  private boolean happened;

  private Interruption(PrintWriter err) {
    this.err = err;
  }

  /** Watches until it is closed. */
  static Interruption watch(PrintWriter err) {
    Interruption interruption = new Interruption(err);
    ShutdownHookManager.get().addShutdownHook(interruption::shutDown, PRIORITY);
    return interruption;
  }

  /** Does the work, which may end with an exit code of its own, and watches meanwhile. */
  static int interruptible(PrintWriter err, IntSupplier work) {
    try (Interruption interruption = watch(err)) {
      try {
        return work.getAsInt();
      } catch (Throwable failure) {
        if (interruption.happened()) {
          return FailureReport.INTERRUPTED;
        }
        throw failure;
      }
    }
  }

  private synchronized void shutDown() {
    if (!over) {
      happened = true;
      Configurator.setAllLevels(LogManager.ROOT_LOGGER_NAME, Level.OFF);
      err.println(
          "hyperprism: interrupted; give the run directory as --out, and --resume, to continue");
    }
  }

  /** Whether the JVM is ending before its time. */
  synchronized boolean happened() {
    return happened;
  }

  @Override
  public synchronized void close() {
    over = true;
  }
}
