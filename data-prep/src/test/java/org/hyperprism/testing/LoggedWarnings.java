package org.hyperprism.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** The warnings that a class logs between the making and the closing of this. */
public final class LoggedWarnings implements AutoCloseable {

  private final Logger logger;
  private final Appender appender = new Appender();

  private LoggedWarnings(Logger logger) {
    this.logger = logger;
  }

  /** Those of a class, whose logger has its name. */
  public static LoggedWarnings of(Class<?> type) {
    LoggedWarnings warnings = new LoggedWarnings((Logger) LogManager.getLogger(type));
    warnings.appender.start();
    warnings.logger.addAppender(warnings.appender);
    return warnings;
  }

  /** The messages so far, in the order in which they came. */
  public List<String> messages() {
    return List.copyOf(appender.messages);
  }

  @Override
  public void close() {
    logger.removeAppender(appender);
    appender.stop();
  }

  private static final class Appender extends AbstractAppender {

    private final List<String> messages = new CopyOnWriteArrayList<>();

    Appender() {
      super("warnings", null, null, true, Property.EMPTY_ARRAY);
    }

    @Override
    public void append(LogEvent event) {
      if (event.getLevel().equals(Level.WARN)) {
        messages.add(event.getMessage().getFormattedMessage());
      }
    }
  }
}
