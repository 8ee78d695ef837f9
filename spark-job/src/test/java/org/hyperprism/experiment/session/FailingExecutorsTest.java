package org.hyperprism.experiment.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.sql.SparkSession;
import org.hyperprism.testing.WithSpark;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** On a real cluster: StandaloneClusterIT. */
@WithSpark
class FailingExecutorsTest {

  private static final String SPEAKER =
      "org.apache.spark.scheduler.cluster.StandaloneSchedulerBackend";

  private final Throwable endOfSpark =
      new IllegalStateException("Job 0 cancelled because SparkContext was shut down");

  private final AtomicLong now = new AtomicLong();
  private final FailingExecutors executors = new FailingExecutors(Duration.ofSeconds(30), now::get);

  @Test
  void manyFailuresAndNoExecutorInTimeEndSpark(SparkSession shared) throws InterruptedException {
    SparkContext spark = shared.sparkContext();
    executors.watch(spark);
    for (int executor = 0; executor < 3 * FailingExecutors.ENOUGH; executor++) {
      fails(executor);
    }
    assertThat(spark.isStopped()).as("within the time that one may take").isFalse();
    assertThat(executors.explain(new IllegalStateException("of another kind"))).isEmpty();

    now.set(Duration.ofSeconds(31).toNanos());
    fails(99);

    // To its end: the next test wants a Spark of its own, and gets it from one that is stopped.
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals(FailingExecutors.STOP)) {
        thread.join(60_000);
      }
    }
    assertThat(spark.isStopped()).isTrue();
    assertThat(executors.explain(new NullPointerException()))
        .contains(
            "no executor has started in 31 s, and 16 have failed one after the other; the last is"
                + " app-1/99 on the worker 127.0.0.1:7099: Command exited with code 1. What it said is"
                + " in the file app-1/99/stderr of that worker's work directory, and on its web page:"
                + " mend what executors are started with (spark.executor.*, spark.driver.host), or the"
                + " workers");
  }

  @Test
  void oneThatHasStartedEndsTheWatch() {
    fails(1);
    assertThat(executors.explain(endOfSpark)).isPresent();

    executors.onExecutorAdded(new SparkListenerExecutorAdded(0, "1", null));

    assertThat(executors.explain(endOfSpark)).isEmpty();
  }

  @Test
  void theLogIsHeardAndStaysAsItWas() {
    boolean before = LoggerFactory.getLogger(SPEAKER).isInfoEnabled();
    executors.listen();
    LoggerFactory.getLogger(SPEAKER).info("Executor app-1/0 removed: Command exited with code 1");

    assertThat(executors.explain(endOfSpark)).get().asString().contains("the last is app-1/0: ");

    executors.close();
    assertThat(LoggerFactory.getLogger(SPEAKER).isInfoEnabled()).isEqualTo(before);
  }

  private void fails(int executor) {
    executors.hear(
        "Granted executor ID app-1/%d on hostPort 127.0.0.1:70%02d with 2 core(s), 700.0 MiB RAM"
            .formatted(executor, executor));
    executors.hear("Executor app-1/%d removed: Command exited with code 1".formatted(executor));
  }
}
