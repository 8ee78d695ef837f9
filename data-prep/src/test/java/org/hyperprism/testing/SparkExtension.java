package org.hyperprism.testing;

import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One local Spark for all tests of a JVM: started for the first test that asks for it, stopped when
 * all tests are over. A run of the application stops the Spark of its JVM at its end; the next test
 * that asks gets a new one.
 */
final class SparkExtension implements ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(SparkExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == SparkSession.class || type == JavaSparkContext.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    SparkSession session =
        context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent(Shared.class).session();
    return parameter.getParameter().getType() == SparkSession.class
        ? session
        : JavaSparkContext.fromSparkContext(session.sparkContext());
  }

  /** The session, which JUnit closes together with its store. */
  static final class Shared implements ExtensionContext.Store.CloseableResource {

    private @Nullable SparkSession session;

    synchronized SparkSession session() {
      if (session == null || session.sparkContext().isStopped()) {
        session = start();
      }
      return session;
    }

    @Override
    public synchronized void close() {
      if (session != null) {
        session.stop();
      }
    }

    private static SparkSession start() {
      SparkSession session =
          SparkSession.builder()
              .master("local[2]")
              .appName("tests")
              .config("spark.driver.host", "127.0.0.1")
              .config("spark.driver.bindAddress", "127.0.0.1")
              .config("spark.ui.enabled", false)
              .config("spark.shuffle.compress", false)
              .config("spark.sql.shuffle.partitions", 3)
              .getOrCreate();
      // Not this JVM's default: the application asks whether there is one, and none is its own.
      SparkSession.clearActiveSession();
      SparkSession.clearDefaultSession();
      return session;
    }
  }
}
