package org.hyperprism.experiment.session;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.hyperprism.failure.KnownCauses;
import org.jspecify.annotations.Nullable;

/**
 * Executors of a standalone cluster that cannot start. Its master tries others in their place for
 * ever, and Spark waits for them as long. This stops Spark where none has registered in the time
 * that one may take, and {@value #ENOUGH} have failed one after the other; once one has registered,
 * it does nothing more.
 */
final class FailingExecutors extends SparkListener {

  /** A machine that is out of order fails a few on a cluster that is in order. */
  static final int ENOUGH = 5;

  /** Name of the thread that stops Spark. */
  static final String STOP = "stop of Spark without executors";

  private static final Pattern GRANTED =
      Pattern.compile("Granted executor ID (\\S+) on hostPort (\\S+) with .*", Pattern.DOTALL);
  private static final Pattern REMOVED =
      Pattern.compile("Executor (\\S+) removed: (.*)", Pattern.DOTALL);

  private final Duration patience;
  private final LongSupplier nanoTime;
  private final long begin;
  private final Map<String, String> workers = new HashMap<>();
  private @Nullable ExecutorLog log;
  private @Nullable SparkContext spark;
  private int failed;
  private Duration waited = Duration.ZERO;
  private String last = "";
  private boolean stopped;

  /**
   * @param patience how long the first executor may take
   */
  FailingExecutors(Duration patience, LongSupplier nanoTime) {
    this.patience = patience;
    this.nanoTime = nanoTime;
    this.begin = nanoTime.getAsLong();
  }

  /** Begins to listen; called before there is a context, which asks for its executors at once. */
  synchronized void listen() {
    log = ExecutorLog.listen(this::hear).orElse(null);
  }

  /** Says which context is to be stopped. */
  void watch(SparkContext context) {
    synchronized (this) {
      spark = context;
    }
    context.addSparkListener(this);
  }

  @Override
  public synchronized void onExecutorAdded(SparkListenerExecutorAdded event) {
    failed = 0;
    close();
  }

  synchronized void close() {
    if (log != null) {
      log.close();
      log = null;
    }
    spark = null;
  }

  /** Takes notice of a message of Spark's log. */
  synchronized void hear(String message) {
    Matcher granted = GRANTED.matcher(message);
    if (granted.matches()) {
      workers.put(granted.group(1), granted.group(2));
      return;
    }
    Matcher removed = REMOVED.matcher(message);
    if (!removed.matches()) {
      return;
    }
    failed++;
    waited = Duration.ofNanos(nanoTime.getAsLong() - begin);
    String executor = removed.group(1);
    String worker = workers.remove(executor);
    last =
        "%s%s: %s. What it said is in the file %s/stderr of that worker's work directory, and on its web page"
            .formatted(
                executor,
                worker == null ? "" : " on the worker " + worker,
                removed.group(2).lines().findFirst().orElse("").strip(),
                executor);
    SparkContext context = spark;
    if (failed >= ENOUGH && waited.compareTo(patience) >= 0 && context != null) {
      stopped = true;
      spark = null;
      // Spark waits for the thread that is here.
      Thread stop = new Thread(context::stop, STOP);
      stop.setDaemon(true);
      stop.start();
    }
  }

  /**
   * Why a run has failed, in a sentence, if it is for want of executors; empty if it is not.
   *
   * @param failure of the run
   */
  synchronized Optional<String> explain(Throwable failure) {
    boolean endOfSpark = stopped;
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      endOfSpark |= KnownCauses.isEndOfSpark(cause);
    }
    return endOfSpark && failed > 0
        ? Optional.of(
            "no executor has started in %d s, and %d have failed one after the other; the last is %s: mend what executors are started with (spark.executor.*, spark.driver.host), or the workers"
                .formatted(waited.toSeconds(), failed, last))
        : Optional.empty();
  }
}
