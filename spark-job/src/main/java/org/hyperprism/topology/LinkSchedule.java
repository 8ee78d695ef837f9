package org.hyperprism.topology;

import java.io.Serializable;

/**
 * The communication graph of every round. A schedule is a pure function of the round, so any JVM
 * can make any round's graph without the rounds before it.
 */
public interface LinkSchedule extends Serializable {

  /** Number of devices m. */
  int devices();

  /**
   * The graph of a round.
   *
   * @param round from 1
   */
  Graph graph(int round);
}
