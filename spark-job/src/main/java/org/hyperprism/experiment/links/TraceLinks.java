package org.hyperprism.experiment.links;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.experiment.configuration.LinksConfiguration;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.failure.DataException;
import org.hyperprism.topology.schedule.AfterTheEnd;
import org.hyperprism.topology.schedule.TraceSchedule;
import org.hyperprism.trace.TraceInformation;
import org.hyperprism.trace.table.TraceCheck;
import org.hyperprism.trace.table.TraceFile;

/** The links of a stored trace in an experiment. */
public final class TraceLinks {

  private TraceLinks() {}

  /**
   * Reads the trace once, from beginning to end, so that a run does not stop at a bad row or at the
   * trace's end after hours.
   */
  static TraceSchedule of(ExperimentConfiguration configuration) {
    LinksConfiguration links = configuration.links();
    String path =
        links
            .path()
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        "links.kind is trace and links.path is not set; expected the path of a"
                            + " trace, such as links.path=wifi.parquet; 'hyperprism links generate'"
                            + " makes one"));
    TraceFile trace = new TraceFile(path, hadoop());
    TraceInformation information = TraceCheck.of(trace, configuration.devices()).information();
    int length = links.length().orElse(information.rounds());
    if (links.afterTheEnd() == AfterTheEnd.STOP && configuration.rounds() > length) {
      throw new DataException(
          String.format(
              "%s ends after round %d, and the run has %d rounds; expected a trace as long as the"
                  + " run: set rounds=%d, give a longer trace, or set links.afterTheEnd to repeat or"
                  + " hold",
              path, length, configuration.rounds(), length));
    }
    return new TraceSchedule(
        trace, configuration.devices(), links.threshold(), links.afterTheEnd(), length);
  }

  /** Hadoop's settings: those of the Spark session, if one is open. */
  public static Configuration hadoop() {
    return SparkSession.getDefaultSession().isDefined()
        ? SparkSession.getDefaultSession().get().sparkContext().hadoopConfiguration()
        : new Configuration();
  }
}
