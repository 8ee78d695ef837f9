package org.hyperprism.simulation;

import org.hyperprism.topology.Graph;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.derived.DerivedSchedule;
import org.hyperprism.topology.drawing.LinkList;

/**
 * Another schedule's links, where each device that misses a round is away in it.
 *
 * @param base the links that may be up
 * @param timetable who is late
 */
record PunctualLinks(LinkSchedule base, Timetable timetable) implements DerivedSchedule {

  private static final long serialVersionUID = 1L;

  @Override
  public boolean isAway(int device, int round) {
    return timetable.of(round).late()[device] || base.isAway(device, round);
  }

  @Override
  public Graph graph(int round) {
    boolean[] late = timetable.of(round).late();
    return LinkList.kept(base.graph(round), (i, j) -> !late[i] && !late[j]);
  }
}
