package org.hyperprism.results.lock;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hyperprism.failure.EnvironmentException;
import org.jspecify.annotations.Nullable;

/** The operating system's lock on a file, which ends with the process that holds it. */
final class LocalRunLock extends RunLock {

  /**
   * Files locked by this process. To open and close one of them once more would end its lock: the
   * operating system counts locks by process.
   */
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private LocalRunLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static LocalRunLock take(Path directory) throws IOException {
    Path file = directory.toRealPath().resolve(FILE);
    if (!OURS.add(file)) {
      throw inUse(directory.toString(), Optional.of(LockOwner.self()));
    }
    boolean taken = false;
    try {
      @Nullable LocalRunLock lock = null;
      while (lock == null) {
        lock = attempt(directory, file);
      }
      taken = true;
      return lock;
    } finally {
      if (!taken) {
        OURS.remove(file);
      }
    }
  }

  /** Null if the owner before deleted the file while we opened it. */
  private static @Nullable LocalRunLock attempt(Path directory, Path file) throws IOException {
    try {
      Files.createFile(file);
    } catch (FileAlreadyExistsException leftOrInUse) {
      // Which of the two, the lock tells.
    }
    boolean taken = false;
    @Nullable FileChannel channel = null;
    try {
      Object before = key(directory, file);
      channel =
          FileChannel.open(
              file, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
      @Nullable FileLock lock = channel.tryLock();
      if (lock == null) {
        throw inUse(directory.toString(), LockOwner.parse(read(channel)));
      }
      if (!before.equals(key(directory, file))) {
        return null;
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(LockOwner.self().text().getBytes(StandardCharsets.UTF_8)), 0);
      taken = true;
      return new LocalRunLock(file, channel);
    } catch (NoSuchFileException deleted) {
      return null;
    } finally {
      if (!taken && channel != null) {
        channel.close();
      }
    }
  }

  /** Which file it is. What a link leads to is somebody's, and nobody may answer at a pipe. */
  private static Object key(Path directory, Path file) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isRegularFile()) {
      throw new EnvironmentException(
          "--out: %s cannot be locked, as %s there is no file of a lock; remove it, or name another directory"
              .formatted(directory, FILE));
    }
    return Objects.requireNonNullElse(attributes.fileKey(), file);
  }

  private static String read(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(1000);
    channel.read(text, 0);
    return new String(text.array(), 0, text.position(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
      channel.close();
    } catch (IOException unimportant) {
      // The lock ends with the process at the latest.
    } finally {
      OURS.remove(file);
    }
  }
}
