package org.hyperprism.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.hyperprism.failure.FileFailure;

/**
 * One file of the web, fetched into a {@code .part} file that survives a broken connection: the
 * same call, and a later run, go on where the last one stopped.
 *
 * <p>The {@code .part} file is locked while it is written. Where another process holds it, this
 * download uses a file of its own, so that two processes never write to one file.
 */
final class Download implements AutoCloseable {

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(20);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);
  private static final Duration SILENCE_LIMIT = Duration.ofSeconds(60);
  private static final int ATTEMPTS_WITHOUT_PROGRESS = 3;
  private static final int OK = 200;
  private static final int PARTIAL_CONTENT = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private final URI address;
  private final Path part;
  private final boolean isShared;
  private final FileChannel channel;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT_LIMIT)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  /**
   * @param folder for the {@code .part} file
   */
  Download(URI address, Path folder) throws IOException {
    this.address = address;
    String path = address.getPath();
    String name = path.substring(path.lastIndexOf('/') + 1);
    Path shared = folder.resolve(name + ".part");
    FileChannel opened =
        FileChannel.open(shared, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (isLocked(opened)) {
      part = shared;
      isShared = true;
      channel = opened;
    } else {
      opened.close();
      isShared = false;
      part = Files.createTempFile(folder, name + ".", ".part");
      channel = FileChannel.open(part, StandardOpenOption.WRITE);
    }
  }

  /** Whether this process now holds the lock; closing the channel gives it back. */
  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // another thread of this process holds it
    }
  }

  /**
   * Fetches what is still missing.
   *
   * @return the whole file
   * @throws IOException if the server cannot be reached or refuses, or the connection breaks time
   *     and again without progress; the message is the reason a person reads
   */
  Path fetch() throws IOException, InterruptedException {
    int attempts = 0;
    while (true) {
      long before = channel.size();
      try {
        request(before);
        return part;
      } catch (RefusedException e) {
        throw e;
      } catch (IOException e) {
        attempts = channel.size() > before ? 1 : attempts + 1;
        if (attempts >= ATTEMPTS_WITHOUT_PROGRESS) {
          throw new IOException(
              String.format(
                  "the connection failed after %d bytes (%s)",
                  channel.size(), FileFailure.reason(e)),
              e);
        }
      }
    }
  }

  /** Asks for the bytes from {@code start} on and appends them. */
  private void request(long start) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(ANSWER_LIMIT);
    if (start > 0) {
      request.header("Range", "bytes=" + start + "-");
    }
    HttpResponse<InputStream> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = response.body();
        Watchdog watchdog = new Watchdog(body, SILENCE_LIMIT)) {
      switch (response.statusCode()) {
        case OK -> append(body, 0, expectedLength(response, 0), watchdog);
        case PARTIAL_CONTENT -> append(body, start, expectedLength(response, start), watchdog);
        case RANGE_NOT_SATISFIABLE -> {
          // Either the part is the whole file already or it is not of this file: begin anew.
          channel.truncate(0);
          throw new IOException("the server has no bytes after " + start);
        }
        default ->
            throw new RefusedException("the server answered with status " + response.statusCode());
      }
    }
  }

  /** The length of the whole file if the server says it, else -1. */
  private static long expectedLength(HttpResponse<?> response, long start) {
    long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
    return length < 0 ? -1 : start + length;
  }

  private void append(InputStream body, long start, long expected, Watchdog watchdog)
      throws IOException {
    channel.truncate(start);
    channel.position(start);
    byte[] buffer = new byte[1 << 16];
    for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
      watchdog.progress();
      ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
    if (expected >= 0 && channel.size() != expected) {
      throw new IOException("the connection was closed before the end");
    }
  }

  /** Deletes the {@code .part} file, once its content has been used or found wrong. */
  void discard() throws IOException {
    Files.deleteIfExists(part);
  }

  /** Nobody goes on with a file of this download's own. */
  @Override
  public void close() throws IOException {
    channel.close();
    if (!isShared) {
      discard();
    }
  }

  /** The server was reached and will not send the file; asking again is no use. */
  private static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
      super(message);
    }
  }
}
