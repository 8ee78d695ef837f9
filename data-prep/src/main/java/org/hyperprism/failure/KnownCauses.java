package org.hyperprism.failure;

import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.security.auth.login.LoginException;
import org.jspecify.annotations.Nullable;

/** What the surroundings refuse in words that help nobody, in words that do. */
public final class KnownCauses {

  private static final Pattern FILE_SYSTEM =
      Pattern.compile("Class (org\\.apache\\.hadoop\\.fs\\.\\S+) not found");

  /** How Spark's messages about a master begin that it cannot use. */
  private static final List<String> MASTERS =
      List.of("Could not parse Master URL", "Invalid master URL", "Asked to run locally with 0");

  private KnownCauses() {}

  /**
   * What the user can mend about a failure, in one message: what the surroundings refuse, that of a
   * {@link HyperPrismException} among its causes, or the explanation of one of them; empty for a
   * fault of ours.
   */
  public static Optional<String> among(Throwable failure) {
    Optional<String> surroundings = surroundings(failure);
    if (surroundings.isPresent()) {
      return surroundings;
    }
    Optional<HyperPrismException> mendable = HyperPrismException.among(failure);
    if (mendable.isPresent()) {
      return Optional.of(String.valueOf(mendable.get().getMessage()));
    }
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Optional<String> explained = explain(cause);
      if (explained.isPresent()) {
        return explained;
      }
    }
    return Optional.empty();
  }

  /**
   * What to throw for a failure: what the user can mend about it, whatever wraps that, or else
   * {@code otherwise}.
   */
  public static HyperPrismException orElse(
      Throwable failure, Supplier<? extends HyperPrismException> otherwise) {
    Optional<String> surroundings = surroundings(failure);
    return surroundings.isPresent()
        ? new EnvironmentException(surroundings.get(), failure)
        : HyperPrismException.among(failure).orElseGet(otherwise);
  }

  /**
   * What the surroundings refuse, whichever message wraps it: where a file was to be read when the
   * process had too many open, for one, neither the file nor its place is to blame.
   */
  private static Optional<String> surroundings(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      // Our own messages quote files, and files may quote anything.
      if (!(cause instanceof HyperPrismException)) {
        Optional<String> refusal = refusal(cause);
        if (refusal.isPresent()) {
          return refusal;
        }
      }
    }
    return Optional.empty();
  }

  /** What a user can do about one of the causes of a failure; empty if it is none of these. */
  public static Optional<String> explain(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    if (cause instanceof OutOfMemoryError) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "out of memory (%s), with a heap of %.0f MB: give Java more (HYPERPRISM_HEAP, or --driver-memory), or take fewer devices, smaller batches or a smaller model",
              message,
              Runtime.getRuntime().maxMemory() / 1e6));
    }
    if (cause instanceof NegativeArraySizeException
        || (cause instanceof ArithmeticException && message.endsWith(" overflow"))) {
      return Optional.of(
          "an array of more than 2^31 - 1 numbers would be needed: take fewer devices, smaller batches or a smaller model");
    }
    // Hadoop names file systems whose classes it does not bring, that of s3a for one.
    Matcher absent = FILE_SYSTEM.matcher(message);
    if (cause instanceof ClassNotFoundException && absent.matches()) {
      return Optional.of(
          "a path needs Hadoop's %s, which is not on the class path: put its jar, with those that it needs, into the folder HYPERPRISM_PLUGINS, or name them to spark-submit as --jars"
              .formatted(absent.group(1)));
    }
    if (cause instanceof UnsatisfiedLinkError) {
      return Optional.of(
          "a native library that comes in a jar could not be unpacked to %s and loaded (%s): give that folder room and let files there be large and be executed (ulimit -f, mount options), or name another by -Djava.io.tmpdir in conf/jvm.options"
              .formatted(
                  System.getProperty("java.io.tmpdir"),
                  message.replaceFirst(" in java\\.library\\.path.*", "")));
    }
    if (MASTERS.stream().anyMatch(message::startsWith)) {
      return Optional.of(
          "Spark knows no such master (%s): expected --master local[4], spark://host:7077 or yarn"
              .formatted(message));
    }
    Optional<String> refusal = refusal(cause);
    if (refusal.isEmpty() && cause instanceof InvalidPathException invalid) {
      return Optional.of(
          "'%s' cannot be the path of a file (%s): name another"
              .formatted(invalid.getInput(), invalid.getReason()));
    }
    return refusal;
  }

  private static Optional<String> refusal(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    if (cause instanceof InvalidPathException invalid
        && invalid.getReason().contains("unmappable")) {
      return Optional.of(
          "'%s' has letters that the locale of this Java does not know (%s): set LC_ALL=C.UTF-8, or name it in ASCII"
              .formatted(invalid.getInput(), System.getProperty("sun.jnu.encoding")));
    }
    if (cause instanceof UnsupportedOperationException && message.startsWith("getSubject is ")) {
      return Optional.of(
          "this is Java %s; Hadoop's client, which Spark 3.5 brings, runs on Java 17 to 22: point JAVA_HOME to one of these"
              .formatted(System.getProperty("java.specification.version")));
    }
    if (cause instanceof LoginException) {
      return Optional.of(
          "Hadoop finds no name of the user that this process runs as, %s: run it as a user with an entry in /etc/passwd"
              .formatted(System.getProperty("user.name")));
    }
    if (message.contains("Too many open files")) {
      return Optional.of("too many open files: allow this user more of them (ulimit -n)");
    }
    if (isEndOfSpark(cause)) {
      return Optional.of(
          "Spark has ended the application, as it does when executors cannot be started or the master lets it go: the cluster's logs of the executors, and what Spark has said above, tell why");
    }
    return Optional.empty();
  }

  /** Whether the cause says that Spark has ended the application. */
  public static boolean isEndOfSpark(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    return message.contains("stopped SparkContext")
        || message.contains("SparkContext was shut down")
        || message.contains("SparkContext has been shutdown");
  }
}
