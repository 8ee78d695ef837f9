package org.hyperprism.testing;

import org.assertj.core.api.Assertions;
import org.hyperprism.failure.HyperPrismException;

/** What may come of a file that anybody may have written. */
public final class Reading {

  /** Reads a file. */
  @FunctionalInterface
  public interface Reader {
    void read() throws Exception;
  }

  private Reading() {}

  /** Reads, and takes a refusal with a message; every other failure is one of the reader. */
  public static void readsOrRefuses(Reader reader) throws Exception {
    try {
      reader.read();
    } catch (HyperPrismException refusal) {
      Assertions.assertThat(refusal.getMessage()).isNotBlank();
    }
  }
}
