package org.hyperprism.results.lock;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.hyperprism.spark.Deployment;

/**
 * The process that uses a run directory, as its lock file names it.
 *
 * @param process its id on its host
 * @param started when it began, in milliseconds since 1970; tells it from a later one of that id
 * @param host the name of its machine
 * @param application the cluster's name for the application, {@code -} where there is none
 */
public record LockOwner(long process, long started, String host, String application) {

  private static final String NO_APPLICATION = "-";

  /** This process. */
  public static LockOwner self() {
    ProcessHandle self = ProcessHandle.current();
    return new LockOwner(
        self.pid(), startOf(self), hostName(), Deployment.application().orElse(NO_APPLICATION));
  }

  /** Reads a lock file; empty for the text of one that is not yet written or not ours. */
  public static Optional<LockOwner> parse(String text) {
    String[] words = text.strip().split(" ");
    try {
      return words.length == 4
          ? Optional.of(
              new LockOwner(Long.parseLong(words[0]), Long.parseLong(words[1]), words[2], words[3]))
          : Optional.empty();
    } catch (NumberFormatException foreign) {
      return Optional.empty();
    }
  }

  /** What {@link #parse} reads. */
  public String text() {
    return "%s %s %s %s\n".formatted(process, started, host, application);
  }

  /** Whether it has certainly ended: it is of this machine, or an earlier attempt of us. */
  public boolean hasEnded() {
    LockOwner self = self();
    if (equals(self)) {
      return false;
    }
    if (!application.equals(NO_APPLICATION) && application.equals(self.application)) {
      return true;
    }
    return isOfThisMachine()
        && ProcessHandle.of(process).map(LockOwner::startOf).orElse(-1L) != started;
  }

  public boolean isOfThisMachine() {
    return host.equals(hostName());
  }

  private static long startOf(ProcessHandle handle) {
    return handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "localhost";
    }
  }

  /** For messages. */
  @Override
  public String toString() {
    return "process %s on %s, since %s"
        .formatted(process, host, Instant.ofEpochMilli(started).truncatedTo(ChronoUnit.SECONDS));
  }
}
