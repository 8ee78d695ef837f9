package org.hyperprism.experiment.links;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/** Hadoop's settings, by which traces are found on any file system. */
public final class HadoopSettings {

  private HadoopSettings() {}

  /** Those of the Spark session, if one is open, and otherwise those of this machine. */
  public static Configuration current() {
    return SparkSession.getActiveSession()
        .orElse(SparkSession::getDefaultSession)
        .map(session -> session.sparkContext().hadoopConfiguration())
        .getOrElse(Configuration::new);
  }
}
