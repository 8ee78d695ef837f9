package org.hyperprism.engine.rdd;

import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that Spark's tasks wrote to the shuffle, one marked job at a time. Spark tells its
 * listeners of task ends before it tells of the job's end, so at the job's end the sum is whole.
 */
public final class ShuffleMeter extends SparkListener {

  private static final String MARK = "hyperprism.metered";
  private static final long PATIENCE_MILLISECONDS = 5_000;

  private final JavaSparkContext spark;
  private final Set<Integer> stages = new HashSet<>();
  private int job = -1;
  private boolean ended;
  private long bytes;

  public ShuffleMeter(JavaSparkContext spark) {
    this.spark = spark;
    spark.sc().addSparkListener(this);
  }

  /** Marks the calling thread's next job as the one to meter. */
  public synchronized void begin() {
    stages.clear();
    job = -1;
    ended = false;
    bytes = 0;
    spark.setLocalProperty(MARK, Integer.toString(System.identityHashCode(this)));
  }

  /** Waits until Spark has reported the marked job's end; returns the bytes its tasks wrote. */
  public synchronized long end() {
    spark.setLocalProperty(MARK, null);
    long deadline = System.currentTimeMillis() + PATIENCE_MILLISECONDS;
    try {
      while (!ended && System.currentTimeMillis() < deadline) {
        wait(Math.max(1, deadline - System.currentTimeMillis()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return bytes;
  }

  @Override
  public synchronized void onJobStart(SparkListenerJobStart start) {
    @Nullable Properties properties = start.properties();
    String mark = Integer.toString(System.identityHashCode(this));
    if (properties != null && mark.equals(properties.getProperty(MARK))) {
      job = start.jobId();
      start.stageInfos().foreach(stage -> stages.add(stage.stageId()));
    }
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd task) {
    if (stages.contains(task.stageId()) && task.taskMetrics() != null) {
      bytes += task.taskMetrics().shuffleWriteMetrics().bytesWritten();
    }
  }

  @Override
  public synchronized void onJobEnd(SparkListenerJobEnd end) {
    if (end.jobId() == job) {
      ended = true;
      notifyAll();
    }
  }

  public void close() {
    spark.sc().removeSparkListener(this);
  }
}
