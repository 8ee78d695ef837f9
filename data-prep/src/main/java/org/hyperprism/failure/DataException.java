package org.hyperprism.failure;

/** An input file or data set that is not what it claims to be; the message names the file. */
public final class DataException extends HyperPrismException {

  private static final long serialVersionUID = 1L;

  public DataException(String message) {
    super(message, null);
  }

  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
