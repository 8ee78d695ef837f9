package org.hyperprism.results;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.hyperprism.spark.RunningSession;

/** Hadoop's settings, by which the files of a run are found on any file system. */
public final class HadoopSettings {

  private HadoopSettings() {}

  /**
   * Those of the Spark session, if one is open, and otherwise those that it will have: this
   * machine's, and over them every {@code spark.hadoop.*} that spark-submit was given.
   */
  public static Configuration current() {
    return RunningSession.find()
        .map(session -> session.sparkContext().hadoopConfiguration())
        .orElseGet(() -> SparkHadoopUtil.get().newConfiguration(new SparkConf()));
  }
}
