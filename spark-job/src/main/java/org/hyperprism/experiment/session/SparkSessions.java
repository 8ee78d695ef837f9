package org.hyperprism.experiment.session;

import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.sql.SparkSession;
import org.hyperprism.failure.EnvironmentException;
import org.hyperprism.spark.RunningSession;
import org.jspecify.annotations.Nullable;

/**
 * The Spark session of a run. Whatever spark-submit or the user has set stands, but for the
 * serialiser; the rest is set for our kind of data, which does not compress.
 */
public final class SparkSessions {

  /** Bytes: one and a half times what Spark reserves for itself. */
  private static final long LEAST_HEAP = 450L << 20;

  private static final String EXECUTOR_MEMORY = "spark.executor.memory";

  /** The session that was started here. */
  private static @Nullable SparkSession started;

  /** Those of the session that was started here last. */
  private static @Nullable FailingExecutors executors;

  private SparkSessions() {}

  /** The session of this JVM, as it is; started if there is none. */
  public static synchronized SparkSession open() {
    Optional<SparkSession> running = RunningSession.find();
    if (running.isPresent()) {
      return running.get();
    }
    started = start();
    return started;
  }

  private static SparkSession start() {
    long heap = Runtime.getRuntime().maxMemory();
    if (heap < LEAST_HEAP) {
      throw new EnvironmentException(
          "this Java has %d MB of memory and Spark needs %d; give it more (HYPERPRISM_HEAP=1g, or --driver-memory)"
              .formatted(heap / 1_000_000, 1 + LEAST_HEAP / 1_000_000));
    }
    SparkConf configuration = new SparkConf();
    checkExecutorMemory(configuration);
    configuration.setIfMissing("spark.app.name", "HyperPrism");
    configuration.setIfMissing("spark.shuffle.compress", "false");
    // Kryo, which many sites have set, gains nothing where messages have a serialiser of their own.
    configuration.set("spark.serializer", JavaSerializer.class.getName());
    configuration.setIfMissing("spark.executorEnv.OMP_NUM_THREADS", "1");
    configuration.setIfMissing("spark.ui.showConsoleProgress", "false");
    // Spark would warn that it shortens the plan of a table with more columns than this.
    configuration.setIfMissing("spark.sql.debug.maxToStringFields", "100");
    // A standalone cluster hands its drivers the secret here, and Spark asks for it there.
    String secret = System.getenv("_SPARK_AUTH_SECRET");
    if (secret != null) {
      configuration.setIfMissing("spark.authenticate.secret", secret);
    }
    if (!configuration.contains("spark.master")) {
      configuration.setMaster("local[*]");
      configuration.setIfMissing("spark.driver.host", "127.0.0.1");
      configuration.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
      configuration.setIfMissing("spark.ui.enabled", "false");
    }
    if (configuration.get("spark.master").matches("local(\\[.*)?")) {
      // A task that has run out of memory fails; Spark would end the JVM with it, with exit code
      // 52.
      configuration.setIfMissing("spark.executor.killOnFatalError.depth", "0");
    }
    if (!configuration.getBoolean("spark.ui.enabled", true)) {
      forgetHistory(configuration);
    }
    executors = null;
    if (!configuration.get("spark.master").startsWith("spark://")) {
      return SparkSession.builder().config(configuration).getOrCreate();
    }
    FailingExecutors watched =
        new FailingExecutors(ClusterCores.patience(configuration), System::nanoTime);
    watched.listen();
    executors = watched;
    SparkSession session = SparkSession.builder().config(configuration).getOrCreate();
    watched.watch(session.sparkContext());
    return session;
  }

  /** Spark refuses less on a local master too, in words of its own and with a stack trace. */
  static void checkExecutorMemory(SparkConf configuration) {
    if (!configuration.contains(EXECUTOR_MEMORY)) {
      return;
    }
    String given = configuration.get(EXECUTOR_MEMORY);
    long bytes;
    try {
      bytes = configuration.getSizeAsMb(EXECUTOR_MEMORY) << 20;
    } catch (IllegalArgumentException noSize) {
      throw new EnvironmentException(
          "%s is %s; expected a size of memory, such as 2g (--executor-memory)"
              .formatted(EXECUTOR_MEMORY, given),
          noSize);
    }
    if (bytes < LEAST_HEAP) {
      throw new EnvironmentException(
          "%s is %s and Spark needs %d MB; give executors more (--executor-memory 1g)"
              .formatted(EXECUTOR_MEMORY, given, 1 + LEAST_HEAP / 1_000_000));
    }
  }

  /** The context of this JVM's session, which is started if there is none. */
  public static JavaSparkContext context() {
    return JavaSparkContext.fromSparkContext(open().sparkContext());
  }

  /** Whether this JVM has a session. */
  public static boolean isOpen() {
    return RunningSession.find().isPresent();
  }

  /** Why a run has failed, if it is for want of executors that could start. */
  public static synchronized Optional<String> wantOfExecutors(Throwable failure) {
    return executors == null ? Optional.empty() : executors.explain(failure);
  }

  /** Stops the session if it was started here; one that others have opened is theirs. */
  public static synchronized void close() {
    if (executors != null) {
      executors.close();
    }
    if (started != null) {
      started.stop();
      started = null;
    }
  }

  /**
   * Spark describes every job, with the lineage of all its stages, for the web page: some 25 MB
   * before it drops the first of a thousand. Without the page nobody reads them.
   */
  private static void forgetHistory(SparkConf configuration) {
    configuration.setIfMissing("spark.ui.retainedJobs", "10");
    configuration.setIfMissing("spark.ui.retainedStages", "10");
    configuration.setIfMissing("spark.ui.retainedTasks", "100");
    configuration.setIfMissing("spark.ui.dagGraph.retainedRootRDDs", "10");
    configuration.setIfMissing("spark.sql.ui.retainedExecutions", "1");
  }
}
