package org.hyperprism.cli;

import java.util.Locale;
import java.util.Optional;
import javax.security.auth.login.LoginException;

/** What the surroundings refuse in words that help nobody, in words that do. */
final class KnownCauses {

  private KnownCauses() {}

  /** What a user can do about one of the causes of a failure; empty if it is none of these. */
  static Optional<String> explain(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    if (cause instanceof OutOfMemoryError) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "out of memory (%s), with a heap of %.0f MB: give Java more (HYPERPRISM_HEAP, or --driver-memory), or take fewer devices, smaller batches or a smaller model",
              message,
              Runtime.getRuntime().maxMemory() / 1e6));
    }
    if (cause instanceof LoginException) {
      return Optional.of(
          "Hadoop finds no name of the user that this process runs as, %s: run it as a user with an entry in /etc/passwd"
              .formatted(System.getProperty("user.name")));
    }
    if (message.contains("Too many open files")) {
      return Optional.of("too many open files: allow this user more of them (ulimit -n)");
    }
    if (message.contains("stopped SparkContext")
        || message.contains("SparkContext was shut down")
        || message.contains("SparkContext has been shutdown")) {
      return Optional.of(
          "Spark has ended the application, as it does when executors cannot be started or the master lets it go: the cluster's logs of the executors, and what Spark has said above, tell why");
    }
    return Optional.empty();
  }
}
