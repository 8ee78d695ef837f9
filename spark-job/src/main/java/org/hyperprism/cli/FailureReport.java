package org.hyperprism.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.hyperprism.cli.progress.Interruption;
import org.hyperprism.cli.progress.Printable;
import org.hyperprism.experiment.session.SparkSessions;
import org.hyperprism.failure.Fault;
import org.hyperprism.failure.FileFailure;
import org.hyperprism.failure.HyperPrismException;
import org.hyperprism.failure.KnownCauses;
import org.jspecify.annotations.Nullable;

/** Says what went wrong in as few lines as help, and chooses the exit code. */
final class FailureReport {

  static final int FAULT = HyperPrismException.FAULT_EXIT_CODE;
  static final int INTERRUPTED = 130;

  private final PrintWriter err;

  FailureReport(PrintWriter err) {
    this.err = err;
  }

  /** Does the work, which may end with an exit code of its own, and watches for an interruption. */
  static int interruptible(PrintWriter err, ToIntFunction<Interruption> work) {
    try (Interruption interruption = Interruption.watch(err)) {
      try {
        return work.applyAsInt(interruption);
      } catch (Throwable failure) {
        if (interruption.happened()) {
          return INTERRUPTED;
        }
        throw failure;
      }
    }
  }

  /**
   * Reports the failure and returns the exit code. What the user can mend may lie deep among the
   * causes: Spark wraps what a task throws.
   */
  int report(Throwable failure) {
    if (isInterruption(failure)) {
      err.println("hyperprism: interrupted");
      return INTERRUPTED;
    }
    Optional<String> explained =
        SparkSessions.wantOfExecutors(failure).or(() -> KnownCauses.among(failure));
    if (explained.isPresent()) {
      err.println("hyperprism: " + Printable.message(explained.get()));
      return HyperPrismException.EXIT_CODE;
    }
    String fault = Fault.line(failure) + "; " + saveStackTrace(failure);
    err.println("hyperprism: " + Printable.message(fault));
    return FAULT;
  }

  /** Whether what was thrown says no more than that somebody has ended it. */
  private static boolean isInterruption(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof HyperPrismException) {
        return false;
      }
      if (cause instanceof InterruptedException) {
        return true;
      }
    }
    return false;
  }

  private static String saveStackTrace(Throwable failure) {
    String trace = Fault.stackTrace(failure);
    try {
      Path file = Files.createTempFile("hyperprism-fault-", ".txt");
      Files.writeString(file, trace);
      return "the stack trace is in " + file;
    } catch (IOException unwritable) {
      return "the stack trace could not be saved ("
          + FileFailure.reason(unwritable)
          + "):\n"
          + trace;
    }
  }
}
