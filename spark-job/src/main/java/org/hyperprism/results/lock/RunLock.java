package org.hyperprism.results.lock;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.hyperprism.failure.EnvironmentException;

/**
 * One process at a time uses a run directory: while it does, its lock file lies there and names it.
 *
 * <p>On disks of this machine the operating system holds the lock, so that it ends with the process
 * whatever ends it. Elsewhere a beat that the owner writes tells that it is alive.
 */
public abstract class RunLock implements AutoCloseable {

  /** The name of the lock file; what belongs to a lock begins with it. */
  public static final String FILE = ".lock";

  /** What an owner on a file system of a cluster writes to tell that it is alive. */
  public static final String BEAT = FILE + ".beat";

  /** How long a beat is waited for before its owner is taken to have ended. */
  public static final Duration WATCH = Duration.ofSeconds(30);

  RunLock() {}

  /**
   * Takes the lock.
   *
   * @param directory an existing one
   * @throws EnvironmentException if another process uses the directory; names it
   * @throws IOException if no lock file can be made there
   */
  public static RunLock take(FileSystem files, Path directory) throws IOException {
    return "file".equals(directory.toUri().getScheme())
        ? LocalRunLock.take(java.nio.file.Path.of(directory.toUri().getPath()))
        : SharedRunLock.take(files, directory);
  }

  static EnvironmentException inUse(String directory, Optional<LockOwner> owner) {
    return new EnvironmentException(
        ("--out: %s is in use by another run (%s); wait until that has ended, or end it, or name"
                + " another directory")
            .formatted(directory, owner.map(LockOwner::toString).orElse("unnamed process")));
  }

  /** Whether a file belongs to a lock and not to the results. */
  public static boolean isOfALock(Path file) {
    return file.getName().startsWith(FILE);
  }

  /** Gives the directory back; nothing of the lock is left there. */
  @Override
  public abstract void close();
}
