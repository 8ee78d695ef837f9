package org.hyperprism.asynchrony;

import org.hyperprism.topology.Graph;

/**
 * Events in which no device takes part twice, so that they can be carried out together: who meets
 * whom, and who brings a gradient.
 *
 * @param number of the wave in the run, from 1
 * @param round of its events, from 1
 * @param seconds when the last of its events is over
 * @param graph the pairs that meet, directed where one hears the other alone; all other devices
 *     have no links
 * @param gradients which of its own gradients each device brings, from 1; 0 for one that brings
 *     none: int32[devices]
 * @param devices ids of those that have a part in an event, ascending
 */
@SuppressWarnings("ArrayRecordComponent") // neither compared nor printed
public record Wave(
    int number, int round, double seconds, Graph graph, int[] gradients, int[] devices) {

  /** Whether a device brings a gradient. */
  public boolean computes(int device) {
    return gradients[device] > 0;
  }

  /** Whether an event may change a device: it brings a gradient, or hears another one. */
  public boolean takesPart(int device) {
    return computes(device) || graph.degree(device) > 0;
  }
}
