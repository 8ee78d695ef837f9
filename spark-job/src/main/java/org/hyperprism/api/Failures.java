package org.hyperprism.api;

import java.util.concurrent.CancellationException;
import org.hyperprism.failure.HyperPrismException;

/** What a caller is told of a run that failed. */
final class Failures {

  private Failures() {}

  /**
   * What the caller can mend or has asked for, where that is the cause; else the failure itself.
   */
  static RuntimeException mendable(RuntimeException failure) {
    if (failure instanceof CancellationException) {
      return failure;
    }
    if (Thread.currentThread().isInterrupted()) {
      CancellationException interrupted =
          new CancellationException("the thread of the run was interrupted");
      interrupted.initCause(failure);
      return interrupted;
    }
    return HyperPrismException.among(failure).map(RuntimeException.class::cast).orElse(failure);
  }
}
