package org.hyperprism.experiment.links;

import org.apache.hadoop.conf.Configuration;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.experiment.configuration.LinksConfiguration;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.schedule.AfterTheEnd;
import org.hyperprism.topology.schedule.TraceSchedule;
import org.hyperprism.trace.table.TraceCheck;
import org.hyperprism.trace.table.TraceFile;

/** The trace that {@code links.path} names. */
final class Traces {

  private Traces() {}

  /**
   * Reads the whole trace once, so that a run does not stop at a bad row after hours; afterwards
   * each round is read where it is used.
   *
   * @throws ConfigurationException if there is no path, or the trace ends before the run does
   * @throws org.hyperprism.failure.DataException if it is not a trace, or one of other devices
   */
  static LinkSchedule schedule(ExperimentConfiguration configuration) {
    LinksConfiguration links = configuration.links();
    String path =
        links
            .path()
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        "links.kind is trace, but links.path is not set; set it to a .csv or .parquet"
                            + " file, such as conf/traces/ns3-20.parquet, or make one with"
                            + " 'hyperprism links generate'"));
    TraceFile trace = new TraceFile(path, new Configuration());
    TraceCheck check = TraceCheck.of(trace, configuration.devices());
    int length = links.length().orElse(check.information().rounds());
    if (links.afterTheEnd() == AfterTheEnd.STOP && configuration.rounds() > length) {
      throw new ConfigurationException(
          "rounds is %d, but the trace %s ends with round %d; set rounds to at most %d, or"
                  .formatted(configuration.rounds(), path, length, length)
              + " links.afterTheEnd to repeat or hold");
    }
    return new TraceSchedule(
        trace, configuration.devices(), links.threshold(), links.afterTheEnd(), length);
  }
}
