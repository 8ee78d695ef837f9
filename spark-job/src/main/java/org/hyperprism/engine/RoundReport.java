package org.hyperprism.engine;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hyperprism.engine.block.EdgeBlock;
import org.hyperprism.engine.message.Inbox;
import org.jspecify.annotations.Nullable;

/**
 * What a round, or one block's share of it, has to tell; no model.
 *
 * @param trainingLoss mean mini-batch loss of each device, in ascending device id; NaN where it
 *     paused
 * @param effectiveStep how far each device's model moved per unit of gradient; NaN where it paused
 * @param exponents p of each device for each part of the model, float64[devices][parts]
 * @param edges pairs of a sender and a receiver: twice the links
 * @param smallestWeight the smallest mixing weight of the round, own ones included; zeta of
 *     HyperPrism assumption 5.1
 * @param lostMessages messages that were lost on their way
 * @param droppedMessages received vectors that were dropped because they were not finite
 * @param misreadNumbers numbers of quantised messages that their receivers misread
 * @param divergence the first device whose numbers are not finite; null if all are
 * @param localStepSeconds local steps, summed over blocks (core seconds)
 * @param aggregationSeconds aggregation, summed over blocks (core seconds)
 */
public record RoundReport(
    double[] trainingLoss,
    double[] effectiveStep,
    double[][] exponents,
    long edges,
    double smallestWeight,
    long lostMessages,
    long droppedMessages,
    long misreadNumbers,
    @Nullable Divergence divergence,
    double localStepSeconds,
    double aggregationSeconds)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The report of a block after its local steps. */
  static RoundReport ofLocalSteps(
      double[] trainingLoss,
      double[] effectiveStep,
      EdgeBlock block,
      @Nullable Divergence divergence,
      double seconds) {
    return new RoundReport(
        trainingLoss,
        effectiveStep,
        new double[0][],
        block.size(),
        block.smallestWeight(),
        0,
        0,
        0,
        divergence,
        seconds,
        0);
  }

  /** This block's report with an aggregation added. */
  RoundReport plusAggregation(
      double[][] latestExponents,
      @Nullable Divergence latest,
      Inbox inbox,
      long misread,
      double seconds) {
    return new RoundReport(
        trainingLoss,
        effectiveStep,
        latestExponents,
        edges,
        smallestWeight,
        lostMessages + inbox.lostMessages(),
        droppedMessages + inbox.droppedMessages(),
        misreadNumbers + misread,
        Divergence.first(divergence, latest),
        localStepSeconds,
        aggregationSeconds + seconds);
  }

  /** The reports of consecutive blocks as one. */
  static RoundReport concatenate(Iterable<RoundReport> blocks) {
    RoundReport all =
        new RoundReport(new double[0], new double[0], new double[0][], 0, 1, 0, 0, 0, null, 0, 0);
    for (RoundReport block : blocks) {
      all = all.plus(block);
    }
    return all;
  }

  private RoundReport plus(RoundReport next) {
    return new RoundReport(
        concatenate(trainingLoss, next.trainingLoss),
        concatenate(effectiveStep, next.effectiveStep),
        Stream.concat(Arrays.stream(exponents), Arrays.stream(next.exponents))
            .toArray(double[][]::new),
        edges + next.edges,
        Math.min(smallestWeight, next.smallestWeight),
        lostMessages + next.lostMessages,
        droppedMessages + next.droppedMessages,
        misreadNumbers + next.misreadNumbers,
        Divergence.first(divergence, next.divergence),
        localStepSeconds + next.localStepSeconds,
        aggregationSeconds + next.aggregationSeconds);
  }

  /**
   * The reports of the steps of one round, of the same devices, as one: means over the steps in
   * which a device trained, its latest exponents, and the first divergence.
   */
  static RoundReport ofSteps(List<RoundReport> steps) {
    RoundReport all = steps.get(0);
    if (steps.size() == 1) {
      return all;
    }
    for (RoundReport next : steps.subList(1, steps.size())) {
      all =
          new RoundReport(
              all.trainingLoss,
              all.effectiveStep,
              next.exponents,
              all.edges + next.edges,
              Math.min(all.smallestWeight, next.smallestWeight),
              all.lostMessages + next.lostMessages,
              all.droppedMessages + next.droppedMessages,
              all.misreadNumbers + next.misreadNumbers,
              all.divergence == null ? next.divergence : all.divergence,
              all.localStepSeconds + next.localStepSeconds,
              all.aggregationSeconds + next.aggregationSeconds);
    }
    return new RoundReport(
        means(steps, RoundReport::trainingLoss),
        means(steps, RoundReport::effectiveStep),
        all.exponents,
        all.edges,
        all.smallestWeight,
        all.lostMessages,
        all.droppedMessages,
        all.misreadNumbers,
        all.divergence,
        all.localStepSeconds,
        all.aggregationSeconds);
  }

  private static double[] means(List<RoundReport> steps, Function<RoundReport, double[]> of) {
    double[] means = new double[of.apply(steps.get(0)).length];
    for (int device = 0; device < means.length; device++) {
      double sum = 0;
      int count = 0;
      for (RoundReport step : steps) {
        double value = of.apply(step)[device];
        if (!Double.isNaN(value)) {
          sum += value;
          count++;
        }
      }
      means[device] = count == 0 ? Double.NaN : sum / count;
    }
    return means;
  }

  private static double[] concatenate(double[] first, double[] second) {
    double[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
