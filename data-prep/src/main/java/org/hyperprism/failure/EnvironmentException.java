package org.hyperprism.failure;

/**
 * Something the machine lacks or refuses: a path, permissions, disk space, a program, the network.
 */
public final class EnvironmentException extends HyperPrismException {

  private static final long serialVersionUID = 1L;

  public EnvironmentException(String message) {
    super(message, null);
  }

  public EnvironmentException(String message, Throwable cause) {
    super(message, cause);
  }
}
