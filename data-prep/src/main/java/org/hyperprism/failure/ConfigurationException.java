package org.hyperprism.failure;

/**
 * A setting that is unknown, of the wrong type or out of its range; the message names the key and
 * its origin.
 */
public sealed class ConfigurationException extends HyperPrismException
    permits InconsistentSettingsException {

  private static final long serialVersionUID = 1L;

  public ConfigurationException(String message) {
    super(message, null);
  }

  public ConfigurationException(String message, Throwable cause) {
    super(message, cause);
  }
}
