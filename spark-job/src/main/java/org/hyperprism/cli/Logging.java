package org.hyperprism.cli;

import java.net.URISyntaxException;
import java.net.URL;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configurator;
import org.hyperprism.spark.Deployment;
import org.jspecify.annotations.Nullable;

/**
 * What is logged where nobody has chosen it: Spark's own choice, which tells of every task, gives
 * way to {@code conf/log4j2.properties}, which comes with the jar. In cluster mode logs go into
 * files of the cluster, and stay as it has them.
 */
final class Logging {

  private static final String OF_SPARK = "org/apache/spark/log4j2-defaults.properties";

  private Logging() {}

  /** Called before anything is logged. */
  static void begin() {
    @Nullable URL ours = Logging.class.getResource("log4j2.properties");
    if (ours == null || Deployment.isClusterMode()) {
      return;
    }
    LoggerContext context = (LoggerContext) LogManager.getContext(false);
    @Nullable String chosen = context.getConfiguration().getConfigurationSource().getLocation();
    if (chosen == null || chosen.contains(OF_SPARK)) {
      try {
        Configurator.reconfigure(ours.toURI());
      } catch (URISyntaxException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }
}
