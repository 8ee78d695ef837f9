package org.hyperprism.engine;

import java.io.Serializable;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.MixingRule;
import org.jspecify.annotations.Nullable;

/**
 * How the devices of a run reach each other.
 *
 * @param links the links that are up in each round; a method may use fewer
 * @param weights the rule of the mixing weights; null for each method's own
 * @param messageLoss probability that a message is lost on its way, in [0, 1]; the receiver divides
 *     its row of weights by the sum of those that are left
 * @param pausesWhenAway whether a device that is away ({@link LinkSchedule#isAway}) keeps what it
 *     has, instead of training on alone
 */
public record Communication(
    LinkSchedule links, @Nullable MixingRule weights, double messageLoss, boolean pausesWhenAway)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Each method's own weights on these links, over which nothing is lost. */
  public static Communication over(LinkSchedule links) {
    return new Communication(links, null, 0, false);
  }

  /** Whether a device does nothing in a round. */
  public boolean pauses(int device, int round) {
    return pausesWhenAway && links.isAway(device, round);
  }
}
