package org.hyperprism.topology.schedule;

import org.hyperprism.topology.Graph;
import org.hyperprism.topology.LinkSchedule;

/**
 * The same graph in every round.
 *
 * @param shape what it looks like
 * @param devices number of devices m, >= 1
 */
public record StaticGraph(StaticShape shape, int devices) implements LinkSchedule {

  private static final long serialVersionUID = 1L;

  public StaticGraph {
    Checks.devices(devices, 1);
  }

  @Override
  public Graph graph(int round) {
    return shape.graph(devices);
  }
}
