package org.hyperprism.engine.rdd;

import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that the tasks of some marked jobs of Spark wrote to the shuffle. Spark tells its
 * listeners of task ends before it tells of the job's end, so at the last job's end the sum is
 * whole.
 */
public final class ShuffleMeter extends SparkListener {

  private static final String MARK = "hyperprism.metered";
  private static final long PATIENCE_NANOSECONDS = 5_000_000_000L;

  private final JavaSparkContext spark;
  private final Set<Integer> stages = new HashSet<>();
  private final Set<Integer> jobs = new HashSet<>();

  /** Of the latest marking alone: what a failed one began may still come to its end. */
  private String mark = "";

  private int ended;
  private long bytes;
  private int markings;

  public ShuffleMeter(JavaSparkContext spark) {
    this.spark = spark;
    spark.sc().addSparkListener(this);
  }

  /** Marks the calling thread's next jobs as those to meter. */
  public synchronized void begin() {
    stages.clear();
    jobs.clear();
    ended = 0;
    bytes = 0;
    mark = System.identityHashCode(this) + "-" + markings++;
    spark.setLocalProperty(MARK, mark);
  }

  /**
   * Waits until Spark has reported the ends of the marked jobs; returns the bytes their tasks
   * wrote.
   *
   * @param expected how many jobs there were
   */
  public synchronized long end(int expected) {
    spark.setLocalProperty(MARK, null);
    // Not the clock of the day: that may be set while this waits.
    long begin = System.nanoTime();
    try {
      long left = PATIENCE_NANOSECONDS;
      while (ended < expected && left > 0) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
        left = PATIENCE_NANOSECONDS - (System.nanoTime() - begin);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return bytes;
  }

  @Override
  public synchronized void onJobStart(SparkListenerJobStart start) {
    @Nullable Properties properties = start.properties();
    if (properties != null && mark.equals(properties.getProperty(MARK))) {
      jobs.add(start.jobId());
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
    if (jobs.remove(end.jobId())) {
      ended++;
      notifyAll();
    }
  }

  public void close() {
    spark.sc().removeSparkListener(this);
  }
}
