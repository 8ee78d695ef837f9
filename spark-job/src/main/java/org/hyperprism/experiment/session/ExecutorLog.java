package org.hyperprism.experiment.session;

import java.util.Optional;
import java.util.function.Consumer;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/**
 * What Spark logs of a standalone cluster's executors, whatever level is logged. Of an executor
 * that ends before it has registered Spark tells its log alone, and no listener. What would be
 * printed without this still is, and nothing else.
 */
final class ExecutorLog implements AutoCloseable {

  private static final String SPEAKER =
      "org.apache.spark.scheduler.cluster.StandaloneSchedulerBackend";

  private static final String NAME = "executors";

  private final LoggerContext context;
  private final LoggerConfig config;
  private final Listening listening;

  private ExecutorLog(LoggerContext context, Consumer<String> listener) {
    this.context = context;
    Configuration configuration = context.getConfiguration();
    LoggerConfig present = configuration.getLoggerConfig(SPEAKER);
    LoggerConfig before =
        present.getAppenders().get(NAME) instanceof Listening earlier ? earlier.before : present;
    listening = new Listening(listener, before);
    listening.start();
    config = new LoggerConfig(SPEAKER, Level.INFO, false);
    config.addAppender(listening, Level.INFO, null);
    configuration.removeLogger(SPEAKER);
    configuration.addLogger(SPEAKER, config);
    context.updateLoggers();
  }

  /**
   * Listens until it is closed; empty where something else than Log4j logs.
   *
   * @param listener to the messages
   */
  static Optional<ExecutorLog> listen(Consumer<String> listener) {
    return LogManager.getContext(false) instanceof LoggerContext context
        ? Optional.of(new ExecutorLog(context, listener))
        : Optional.empty();
  }

  /**
   * Listens no more. What stands between Spark and the log stays: a message that is on its way now
   * would be printed without it, whatever its level.
   */
  @Override
  public void close() {
    listening.isClosed = true;
    config.setLevel(listening.before.getLevel());
    context.updateLoggers();
  }

  private static final class Listening extends AbstractAppender {

    private final Consumer<String> listener;
    private final LoggerConfig before;
    private volatile boolean isClosed;

    Listening(Consumer<String> listener, LoggerConfig before) {
      super(NAME, null, null, true, Property.EMPTY_ARRAY);
      this.listener = listener;
      this.before = before;
    }

    @Override
    public void append(LogEvent event) {
      if (event.getLevel().isMoreSpecificThan(before.getLevel())) {
        before.log(event);
      }
      if (!isClosed) {
        listener.accept(event.getMessage().getFormattedMessage());
      }
    }
  }
}
