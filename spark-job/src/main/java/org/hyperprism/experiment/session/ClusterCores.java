package org.hyperprism.experiment.session;

import java.time.Duration;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cores of a cluster, counted when its executors are there. Spark begins without any, and says
 * 2 until they have come.
 */
public final class ClusterCores {

  private static final Logger LOG = LoggerFactory.getLogger(ClusterCores.class);

  /** Where a cluster gives what it has, no more come when none has come for this long. */
  private static final Duration QUIET = Duration.ofSeconds(3);

  private static final String PATIENCE = "spark.scheduler.maxRegisteredResourcesWaitingTime";

  private static String countedOf = "";
  private static int counted;

  private ClusterCores() {}

  /**
   * How many cores to divide work for: those of this JVM's threads on a local master, what {@code
   * spark.default.parallelism} says, or those of the executors, for which it waits as long as
   * Spark's {@code spark.scheduler.maxRegisteredResourcesWaitingTime} allows.
   */
  public static synchronized int of(JavaSparkContext spark) {
    SparkConf settings = spark.getConf();
    if (spark.isLocal() || settings.contains("spark.default.parallelism")) {
      return Math.max(1, spark.defaultParallelism());
    }
    String application = spark.sc().applicationId();
    if (!countedOf.equals(application)) {
      counted = await(spark, ExpectedExecutors.of(settings, spark.master()));
      countedOf = application;
    }
    return counted;
  }

  /** How long the first executor may take. */
  static Duration patience(SparkConf settings) {
    return Duration.ofMillis(settings.getTimeAsMs(PATIENCE, "30s"));
  }

  private static int await(JavaSparkContext spark, ExpectedExecutors expected) {
    long patience = patience(spark.getConf()).toNanos();
    long begin = System.nanoTime();
    long newest = begin;
    int executors = 0;
    while (System.nanoTime() - begin < patience) {
      int there = executors(spark);
      if (there != executors) {
        executors = there;
        newest = System.nanoTime();
      }
      boolean settled =
          !expected.areCounted() && executors > 0 && System.nanoTime() - newest >= QUIET.toNanos();
      if (settled || expected.areComplete(executors, spark.defaultParallelism())) {
        break;
      }
      pause();
    }
    int cores = expected.coresToUse(executors, spark.defaultParallelism());
    if (executors == 0) {
      LOG.warn(
          "no executor has come in {} s ({}); dividing the work for {} cores",
          patience / 1_000_000_000,
          PATIENCE,
          cores);
    }
    return Math.max(1, cores);
  }

  /** The driver is in the list, too. */
  private static int executors(JavaSparkContext spark) {
    return Math.max(0, spark.sc().getExecutorMemoryStatus().size() - 1);
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for executors", e);
    }
  }
}
