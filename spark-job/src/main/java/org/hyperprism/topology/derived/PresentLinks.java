package org.hyperprism.topology.derived;

import org.hyperprism.topology.Graph;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.drawing.LinkList;

/**
 * Another schedule's links among the devices that are there; one that is absent has none.
 *
 * @param base the links that may be up
 * @param attendance who is there
 */
public record PresentLinks(LinkSchedule base, Attendance attendance) implements DerivedSchedule {

  private static final long serialVersionUID = 1L;

  /**
   * The links of a method that makes its own, among the devices that the experiment's links have
   * there.
   *
   * @param own of the method
   * @param available the experiment's
   */
  public static LinkSchedule among(LinkSchedule own, LinkSchedule available) {
    return new PresentLinks(own, new SameAs(available));
  }

  @Override
  public boolean isAway(int device, int round) {
    return isAbsent(device, round) || base.isAway(device, round);
  }

  @Override
  public boolean isAbsent(int device, int round) {
    return !attendance.isThere(device, round) || base.isAbsent(device, round);
  }

  @Override
  public boolean isMember(int device, int round) {
    return attendance.isMember(device, round) && base.isMember(device, round);
  }

  @Override
  public Graph graph(int round) {
    boolean[] absent = new boolean[devices()];
    boolean any = false;
    for (int device = 0; device < absent.length; device++) {
      absent[device] = !attendance.isThere(device, round);
      any |= absent[device];
    }
    Graph all = base.graph(round);
    return any ? LinkList.kept(all, (i, j) -> !absent[i] && !absent[j]) : all;
  }

  /** Whoever another schedule has there. */
  private record SameAs(LinkSchedule links) implements Attendance {

    private static final long serialVersionUID = 1L;

    @Override
    public boolean isThere(int device, int round) {
      return !links.isAbsent(device, round);
    }

    @Override
    public boolean isMember(int device, int round) {
      return links.isMember(device, round);
    }
  }
}
