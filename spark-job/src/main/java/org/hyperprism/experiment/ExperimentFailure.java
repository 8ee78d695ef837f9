package org.hyperprism.experiment;

import java.io.Serializable;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.apache.spark.TaskKilledException;
import org.hyperprism.failure.Fault;
import org.hyperprism.failure.KnownCauses;
import org.jspecify.annotations.Nullable;

/**
 * Why one experiment among several has failed; the others go on.
 *
 * @param message in one sentence
 * @param stackTrace of a fault of HyperPrism; empty for what the user can mend
 * @param outOfMemory whether it might not have failed alone
 */
public record ExperimentFailure(String message, String stackTrace, boolean outOfMemory)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /**
   * What has failed an experiment.
   *
   * @throws RuntimeException or an {@link Error} that says that none is to go on: somebody has
   *     ended them all, or the JVM or Spark can do no more
   */
  public static ExperimentFailure of(Throwable failure) {
    boolean outOfMemory = false;
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      outOfMemory |= cause instanceof OutOfMemoryError;
      if (cause instanceof CancellationException
          || cause instanceof InterruptedException
          || cause instanceof TaskKilledException
          || KnownCauses.isEndOfSpark(cause)) {
        throw failure instanceof RuntimeException end ? end : new IllegalStateException(failure);
      }
    }
    Optional<String> mendable = KnownCauses.among(failure);
    return mendable.isPresent()
        ? new ExperimentFailure(mendable.get(), "", outOfMemory)
        : new ExperimentFailure(Fault.line(failure), Fault.stackTrace(failure), outOfMemory);
  }

  /** Whether it is a fault of HyperPrism, and nothing that the user can mend. */
  public boolean isFault() {
    return !stackTrace.isEmpty();
  }
}
