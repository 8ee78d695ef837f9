package org.hyperprism.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.StageInfo;
import org.apache.spark.storage.RDDInfo;
import scala.collection.JavaConverters;

/** Remembers the jobs of a Spark that has it as {@code spark.extraListeners}. */
public final class JobRecorder extends SparkListener {

  /**
   * A job as Spark's pages show it.
   *
   * @param rdds the names of the RDDs of its stages; null for one that has none
   */
  record Job(String group, String description, List<String> rdds) {}

  static final List<Job> JOBS = new CopyOnWriteArrayList<>();

  @Override
  public void onJobStart(SparkListenerJobStart start) {
    Properties properties = start.properties();
    List<String> rdds = new ArrayList<>();
    for (StageInfo stage : JavaConverters.seqAsJavaList(start.stageInfos())) {
      for (RDDInfo rdd : JavaConverters.seqAsJavaList(stage.rddInfos())) {
        rdds.add(rdd.name());
      }
    }
    JOBS.add(
        new Job(
            properties.getProperty("spark.jobGroup.id"),
            properties.getProperty("spark.job.description"),
            rdds));
  }
}
