package org.hyperprism.results.lock;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lock file on a file system of a cluster, made by a create that fails if it is there, and a beat
 * beside it. A file whose owner may run elsewhere is watched: the directory is in use if the beat
 * goes on, and free if it does not. No clocks are compared.
 *
 * <p>That holds as far as the file system goes: HDFS makes a file once only; a store of objects
 * without such a create lets two processes in that begin in the same moment, and a process that is
 * held up for longer than the watch loses its lock without a word.
 */
final class SharedRunLock extends RunLock {

  private static final Logger LOG = LoggerFactory.getLogger(SharedRunLock.class);

  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final FileSystem files;
  private final Path file;
  private final Path beat;
  private @Nullable ScheduledExecutorService beating;
  private boolean closed;
  private long beats;

  private SharedRunLock(FileSystem files, Path directory) {
    this.files = files;
    this.file = new Path(directory, FILE);
    this.beat = new Path(directory, BEAT);
  }

  public static SharedRunLock take(FileSystem files, Path directory) throws IOException {
    return take(files, directory, INTERVAL, WATCH);
  }

  /**
   * @param interval between two beats
   * @param watch how long another's lock is watched before it is taken to be left over
   */
  static SharedRunLock take(FileSystem files, Path directory, Duration interval, Duration watch)
      throws IOException {
    SharedRunLock lock = new SharedRunLock(files, directory);
    lock.await(directory, watch);
    // An executor's delays, unlike a Timer's, do not wait for a clock that was set back.
    ScheduledExecutorService beating =
        Executors.newSingleThreadScheduledExecutor(SharedRunLock::daemon);
    lock.beating = beating;
    var unused =
        beating.scheduleWithFixedDelay(lock::beat, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    return lock;
  }

  private static Thread daemon(Runnable beats) {
    Thread thread = new Thread(beats, "hyperprism-lock");
    thread.setDaemon(true);
    return thread;
  }

  private void await(Path directory, Duration watch) throws IOException {
    while (!create()) {
      Optional<String> found = read(file);
      if (found.isPresent() && !isLeftOver(found.get(), watch)) {
        throw inUse(directory.toString(), LockOwner.parse(found.get()));
      }
      if (found.isPresent()) {
        remove(found.get());
      }
    }
  }

  private boolean create() throws IOException {
    try (FSDataOutputStream out = files.create(file, false)) {
      out.write(LockOwner.self().text().getBytes(StandardCharsets.UTF_8));
      return true;
    } catch (FileAlreadyExistsException taken) {
      return false;
    }
  }

  private boolean isLeftOver(String found, Duration watch) throws IOException {
    Optional<LockOwner> owner = LockOwner.parse(found);
    if (owner.isPresent() && owner.get().equals(LockOwner.self())) {
      return false;
    }
    if (owner.isPresent() && owner.get().hasEnded()) {
      return true;
    }
    LOG.info(
        "{} says that {} uses it; watching for {} s whether that is alive",
        file,
        owner.map(LockOwner::toString).orElse("a process"),
        watch.toSeconds());
    Optional<String> first = read(beat);
    long step = Math.min(1000, Math.max(1, watch.toMillis() / 10));
    // Looks are counted and not the time: a machine that stands still does not beat either.
    for (long waited = 0; waited < watch.toMillis(); waited += step) {
      pause(step);
      if (!read(file).equals(Optional.of(found)) || !read(beat).equals(first)) {
        return false;
      }
    }
    return true;
  }

  /** Moves the file away before it is deleted: of two that want to, one succeeds. */
  private void remove(String found) throws IOException {
    Path aside = file.suffix(".left-" + UUID.randomUUID());
    if (files.rename(file, aside)) {
      if (read(aside).equals(Optional.of(found))) {
        files.delete(aside, false);
      } else {
        files.rename(aside, file);
      }
    }
  }

  private Optional<String> read(Path path) throws IOException {
    try (FSDataInputStream in = files.open(path)) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (FileNotFoundException absent) {
      return Optional.empty();
    }
  }

  private synchronized void beat() {
    if (closed) {
      return;
    }
    beats++;
    try (FSDataOutputStream out = files.create(beat, true)) {
      out.write(Long.toString(beats).getBytes(StandardCharsets.UTF_8));
    } catch (IOException | RuntimeException missed) {
      // The next one is tried all the same.
      LOG.debug("could not write {}", beat, missed);
    }
  }

  private static void pause(long milliseconds) throws IOException {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (beating != null) {
      beating.shutdown();
    }
    try {
      files.delete(beat, false);
      files.delete(file, false);
    } catch (IOException unimportant) {
      LOG.debug("could not delete {}", file, unimportant);
    }
  }
}
