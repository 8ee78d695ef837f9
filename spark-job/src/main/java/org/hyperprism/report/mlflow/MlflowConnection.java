package org.hyperprism.report.mlflow;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.hyperprism.failure.OneLine;
import org.mlflow.tracking.MlflowClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A tracking server that cannot hold up a run for long: the client waits for ever, so each call has
 * a thread and a bound; after the first one that fails there are no more, and one warning.
 */
final class MlflowConnection implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MlflowConnection.class);

  /** What is done with a server. */
  @FunctionalInterface
  interface Work<T> {
    T on(MlflowClient client) throws Exception;
  }

  private final MlflowTarget target;
  private final MlflowCredentials credentials;
  private final Duration patience;
  private final ExecutorService thread;
  private final Future<MlflowClient> client;
  private volatile boolean over;
  private boolean silent;

  /**
   * @param patience how long one call may take
   */
  MlflowConnection(MlflowTarget target, MlflowCredentials credentials, Duration patience) {
    this.target = target;
    this.credentials = credentials;
    this.patience = patience;
    this.thread =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread daemon = new Thread(work, "hyperprism-mlflow");
              daemon.setDaemon(true);
              return daemon;
            });
    this.client = thread.submit(() -> new MlflowClient(credentials.provider(target.address())));
  }

  /** Calls the server; empty if that failed, now or before. */
  <T> Optional<T> attempt(Work<T> work) {
    if (over) {
      return Optional.empty();
    }
    Callable<T> call = () -> work.on(client.get());
    Future<T> answer = thread.submit(call);
    try {
      return Optional.of(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException failed) {
      warn(reason(failed));
    } catch (TimeoutException slow) {
      answer.cancel(true);
      silent = true;
      warn("no answer in " + patience.toSeconds() + " s");
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      over = true;
    }
    return Optional.empty();
  }

  /** Whether the server gave no answer in time. */
  boolean isSilent() {
    return silent;
  }

  /**
   * Uploads a file: to the server, or to its folder where it is on this machine; with any other
   * store, such as S3, it is left out.
   *
   * @param folder the run's, a URI
   */
  String upload(String folder, String name, String text) throws IOException, InterruptedException {
    URI place = URI.create(folder);
    String scheme = place.getScheme() == null ? "file" : place.getScheme();
    if (scheme.equals("mlflow-artifacts")) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(
                  URI.create(
                      "%s/api/2.0/mlflow-artifacts/artifacts%s/%s"
                          .formatted(
                              target.address().replaceAll("/+$", ""), place.getRawPath(), name)))
              .timeout(patience)
              .PUT(HttpRequest.BodyPublishers.ofString(text));
      credentials.authorization().ifPresent(value -> request.header("Authorization", value));
      HttpClient http =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(patience)
              .build();
      int status = http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status >= 400) {
        throw new IOException("it refused %s with status %d".formatted(name, status));
      }
    } else if (scheme.equals("file") && isOnThisMachine()) {
      Path path = Path.of(place.getPath());
      Files.createDirectories(path);
      Files.writeString(path.resolve(name), text);
    }
    return name;
  }

  private boolean isOnThisMachine() {
    String host = URI.create(target.address()).getHost();
    return host != null && List.of("localhost", "127.0.0.1", "[::1]").contains(host);
  }

  private void warn(String why) {
    over = true;
    LOG.warn(
        "the rest of the run is not sent to MLflow at {}: {}; start 'mlflow server' there and repeat the run, or set tracking.mlflow to null",
        target.address(),
        why);
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    return message == null || message.isBlank()
        ? cause.getClass().getSimpleName()
        : OneLine.of(message);
  }

  @Override
  public void close() {
    over = true;
    thread.shutdownNow();
  }
}
