package org.hyperprism.failure;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A failure that the user can mend; its message is complete without a stack trace. */
public abstract sealed class HyperPrismException extends RuntimeException
    permits ConfigurationException, DataException, EnvironmentException {

  private static final long serialVersionUID = 1L;

  /** Exit code of everything the user can mend. */
  public static final int EXIT_CODE = 2;

  /** Exit code of a fault of HyperPrism itself. */
  public static final int FAULT_EXIT_CODE = 1;

  /** The first one among a failure and its causes: Spark wraps what a task throws. */
  public static Optional<HyperPrismException> among(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof HyperPrismException found) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  HyperPrismException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
