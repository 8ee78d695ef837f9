package org.hyperprism.experiment.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.message.SimpleMessage;
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

  /** Spark asks whether to log first, and where to only then; the log is closed in between. */
  @Test
  void aMessageOnItsWayIsNotPrintedWhenTheLogIsClosed() {
    LoggerContext context = (LoggerContext) LogManager.getContext(false);
    List<String> printed = new CopyOnWriteArrayList<>();
    AbstractAppender appender =
        new AbstractAppender("test", null, null, true, Property.EMPTY_ARRAY) {
          @Override
          public void append(LogEvent event) {
            printed.add(event.getMessage().getFormattedMessage());
          }
        };
    appender.start();
    LoggerConfig root = context.getConfiguration().getRootLogger();
    root.addAppender(appender, null, null);
    try {
      for (int time = 1; time <= 2; time++) {
        executors.listen();
        executors.close();
        LoggerConfig now = context.getConfiguration().getLoggerConfig(SPEAKER);
        now.log(SPEAKER, "", null, Level.INFO, new SimpleMessage("on its way"), null);
        now.log(SPEAKER, "", null, Level.ERROR, new SimpleMessage("error " + time), null);
      }
    } finally {
      root.removeAppender("test");
    }
    assertThat(printed).containsExactly("error 1", "error 2");
  }

  private void fails(int executor) {
    executors.hear(
        "Granted executor ID app-1/%d on hostPort 127.0.0.1:70%02d with 2 core(s), 700.0 MiB RAM"
            .formatted(executor, executor));
    executors.hear("Executor app-1/%d removed: Command exited with code 1".formatted(executor));
  }
}
