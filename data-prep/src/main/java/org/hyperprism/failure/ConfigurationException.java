package org.hyperprism.failure;

/**
 * A setting that is unknown, of the wrong type or out of its range; the message names the key and
 * its origin.
 */
public final class ConfigurationException extends HyperPrismException {

  private static final long serialVersionUID = 1L;

  public ConfigurationException(String message) {
    super(message, null);
  }

  public ConfigurationException(String message, Throwable cause) {
    super(message, cause);
  }
}
