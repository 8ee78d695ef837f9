package org.hyperprism.engine;

import java.io.Serializable;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.method.Method;
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
 * @param acknowledged whether the sender learns of it: the two of a link then leave it out together
 *     and keep its weight, and a method whose columns of weights sum to 1 keeps what it sent
 * @param pausesWhenAway whether a device that is away ({@link LinkSchedule#isAway}) keeps what it
 *     has, instead of training on alone; one that is absent ({@link LinkSchedule#isAbsent}) always
 *     does
 */
public record Communication(
    LinkSchedule links,
    @Nullable MixingRule weights,
    double messageLoss,
    boolean acknowledged,
    boolean pausesWhenAway)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Each method's own weights on these links, over which nothing is lost. */
  public static Communication over(LinkSchedule links) {
    return new Communication(links, null, 0, false, false);
  }

  /** The same over other links. */
  public Communication with(LinkSchedule others) {
    return new Communication(others, weights, messageLoss, acknowledged, pausesWhenAway);
  }

  /**
   * The rule of a method's mixing weights: {@link #weights}, if there is one; but a method whose
   * own rule makes columns sum to 1 relies on that, and keeps its own.
   */
  public MixingRule rule(Method method) {
    return weights == null || method.mixing().isColumnStochastic() ? method.mixing() : weights;
  }

  /**
   * Refuses a method that cannot do with these links.
   *
   * @param name the method's
   * @throws ConfigurationException if links carry one way and the method needs both
   */
  public void requireSuited(Method method, String name) {
    if (!links.isDirected()) {
      return;
    }
    if (method.needsLinksBothWays()) {
      throw new ConfigurationException(
          "%s needs links that carry both ways, and those of links.kind here carry one way alone; expected another links.kind (or links.oneWay = false for a trace), or a method such as sgp"
              .formatted(name));
    }
    if (rule(method) == MixingRule.LAPLACIAN) {
      throw new ConfigurationException(
          "links.weights is laplacian, which needs links that carry both ways, and those of links.kind here carry one way alone; expected auto or metropolis");
    }
  }

  /** Whether a device does nothing in a round. */
  public boolean pauses(int device, int round) {
    return links.isAbsent(device, round) || (pausesWhenAway && links.isAway(device, round));
  }
}
