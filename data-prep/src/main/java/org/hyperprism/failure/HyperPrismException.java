package org.hyperprism.failure;

import org.jspecify.annotations.Nullable;

/** A failure that the user can mend; its message is complete without a stack trace. */
public abstract sealed class HyperPrismException extends RuntimeException
    permits ConfigurationException, DataException, EnvironmentException {

  private static final long serialVersionUID = 1L;

  /** Exit code of everything the user can mend. */
  public static final int EXIT_CODE = 2;

  HyperPrismException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
