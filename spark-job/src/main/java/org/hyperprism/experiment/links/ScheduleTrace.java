package org.hyperprism.experiment.links;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hyperprism.topology.DevicePositions;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.trace.TraceInformation;
import org.hyperprism.trace.TraceLink;
import org.hyperprism.trace.TraceSource;

/**
 * A schedule as a trace: a row for each direction of a link, with places if the schedule has them.
 *
 * @param schedule what decides the links
 * @param rounds number of rounds T
 * @param origin how the schedule was made
 */
public record ScheduleTrace(LinkSchedule schedule, int rounds, Map<String, String> origin)
    implements TraceSource {

  @Override
  public TraceInformation information() {
    return new TraceInformation(schedule.devices(), rounds, origin);
  }

  @Override
  public List<TraceLink> round(int round) {
    Graph receivers = schedule.graph(round).reversed();
    Optional<DevicePositions> positions = schedule.positions(round);
    List<TraceLink> links = new ArrayList<>();
    for (int source = 0; source < receivers.devices(); source++) {
      for (int e = 0; e < receivers.degree(source); e++) {
        int from = source;
        int to = receivers.neighbour(source, e);
        links.add(
            new TraceLink(
                round, from, to, Optional.empty(), positions.map(at -> placement(at, from, to))));
      }
    }
    return links;
  }

  private static TraceLink.Placement placement(DevicePositions at, int source, int destination) {
    return new TraceLink.Placement(
        at.x()[source], at.y()[source], at.x()[destination], at.y()[destination]);
  }
}
