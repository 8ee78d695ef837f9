package org.hyperprism.engine;

import java.io.Serializable;

/**
 * What a round, or one block's share of it, has to tell; no model.
 *
 * @param trainingLoss mean mini-batch loss of each device, in ascending device id
 * @param directedLinks messages sent: twice the undirected links
 * @param localStepSeconds local steps, summed over blocks (core seconds)
 * @param aggregationSeconds aggregation, summed over blocks (core seconds)
 */
public record RoundReport(
    double[] trainingLoss, long directedLinks, double localStepSeconds, double aggregationSeconds)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The reports of consecutive blocks as one. */
  static RoundReport concatenate(Iterable<RoundReport> blocks) {
    double[] trainingLoss = new double[0];
    long directedLinks = 0;
    double localStepSeconds = 0;
    double aggregationSeconds = 0;
    for (RoundReport block : blocks) {
      int before = trainingLoss.length;
      trainingLoss = java.util.Arrays.copyOf(trainingLoss, before + block.trainingLoss.length);
      System.arraycopy(block.trainingLoss, 0, trainingLoss, before, block.trainingLoss.length);
      directedLinks += block.directedLinks;
      localStepSeconds += block.localStepSeconds;
      aggregationSeconds += block.aggregationSeconds;
    }
    return new RoundReport(trainingLoss, directedLinks, localStepSeconds, aggregationSeconds);
  }
}
