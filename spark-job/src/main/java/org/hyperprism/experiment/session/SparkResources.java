package org.hyperprism.experiment.session;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * What there is to compute with.
 *
 * @param master the Spark master
 * @param local whether that is this JVM alone
 * @param cores tasks that run at the same time
 * @param driverHeap bytes of the driver's heap
 * @param taskHeap bytes of an executor's heap for each of its tasks
 */
public record SparkResources(
    String master, boolean local, int cores, long driverHeap, long taskHeap) {

  /** Those of a running context, whose executors are waited for. */
  public static SparkResources of(JavaSparkContext spark) {
    SparkConf settings = spark.getConf();
    int cores = ClusterCores.of(spark);
    long driverHeap = Runtime.getRuntime().maxMemory();
    if (spark.isLocal()) {
      return new SparkResources(spark.master(), true, cores, driverHeap, driverHeap / cores);
    }
    // The driver is in the list, too; executors that are still on their way are not.
    int executors = Math.max(1, spark.sc().getExecutorMemoryStatus().size() - 1);
    int coresPerExecutor = settings.getInt("spark.executor.cores", 1 + (cores - 1) / executors);
    long executorHeap = settings.getSizeAsBytes("spark.executor.memory", "1g");
    return new SparkResources(
        spark.master(), false, cores, driverHeap, executorHeap / Math.max(1, coresPerExecutor));
  }
}
