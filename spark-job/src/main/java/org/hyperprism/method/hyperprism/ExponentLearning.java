package org.hyperprism.method.hyperprism;

import java.io.Serializable;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.method.DeviceVectors;
import org.hyperprism.method.ExchangePhase;
import org.hyperprism.method.LocalPhase;
import org.hyperprism.method.Start;
import org.hyperprism.method.StepOrder;
import org.hyperprism.method.Vector;
import org.hyperprism.method.hyperprism.hypernetwork.ExponentLoss;
import org.hyperprism.method.hyperprism.hypernetwork.Hypernetwork;
import org.hyperprism.method.hyperprism.hypernetwork.HypernetworkSettings;
import org.hyperprism.method.hyperprism.hypernetwork.HypernetworkShape;
import org.hyperprism.model.ModelPart;
import org.hyperprism.model.ParameterLayout.Range;

/**
 * How a device learns exponents with a hypernetwork of its own (HyperPrism eqs. 7-12).
 *
 * <p>The scalars of a device are the exponents in use, one per learned part, then, if neighbours
 * average them, as many derivatives of the loss, then the hypernetwork with its embedding. Every
 * round the gradient of the loss at the aggregated model goes through the power mean and the
 * exponent into the hypernetwork: the tangent, d model / d p, was left by the aggregation of the
 * round before.
 *
 * @param parts the learned parts, in the order of the hypernetwork's outputs
 * @param hypernetwork from a device's embedding to one exponent per learned part
 * @param learningRate step of the hypernetwork and its embedding, > 0
 * @param tangentLimit d model / d p is clipped to [-limit, limit], > 0
 * @param freshGradient whether a further mini-batch is drawn for this gradient, instead of that of
 *     the round's first local step
 * @param loss which model's loss teaches the exponents
 * @param averageSlopes whether neighbours average the derivatives of their losses
 * @param atOnce whether their mean already has a say in the exponents of the aggregation that it
 *     arrives for; else, where the local step or what is sent has these exponents too, from the
 *     next round on
 */
record ExponentLearning(
    List<ModelPart> parts,
    HypernetworkShape hypernetwork,
    double learningRate,
    double tangentLimit,
    boolean freshGradient,
    ExponentLoss loss,
    boolean averageSlopes,
    boolean atOnce)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  ExponentLearning {
    parts = List.copyOf(parts);
  }

  static ExponentLearning of(HyperPrismSettings all, List<ModelPart> parts) {
    HypernetworkSettings settings = all.hypernetwork();
    boolean meanAlone = all.order() == StepOrder.PRIMAL && all.mapping() == MappingRule.RECEIVER;
    return new ExponentLearning(
        parts,
        settings.shape(parts.size()),
        settings.learningRate(),
        settings.tangentLimit(),
        settings.freshGradient(),
        settings.loss(),
        settings.averageSlopes(),
        meanAlone);
  }

  /** Private numbers of a device. */
  int scalars() {
    return shown() + hypernetwork.create().parameters();
  }

  /** The first of them, which neighbours may be shown: all but the hypernetwork. */
  int shown() {
    return averageSlopes ? 2 * parts.size() : parts.size();
  }

  /** Draws the hypernetwork of a device and asks it for the first exponents. */
  void start(Start device) {
    UniformRandomProvider random = device.random();
    network(device).initialise(device.scalars(), hypernetworkOffset(device), random);
    choose(device);
  }

  private Hypernetwork network(DeviceVectors device) {
    return device.workspace(Hypernetwork.class, hypernetwork::create);
  }

  private int hypernetworkOffset(DeviceVectors device) {
    return device.scalarsOffset() + shown();
  }

  /**
   * One step of the hypernetwork, which then chooses the exponents; or, if neighbours average them,
   * what is sent of the loss's derivatives.
   *
   * @param ranges of the parameters, with their parts
   * @param gradient vector: gradient of the loss at the aggregated model
   * @param tangent vector: derivative of the aggregated model by the exponent of each parameter's
   *     part; zeros before the first aggregation
   */
  void learn(LocalPhase device, List<Range> ranges, Vector gradient, Vector tangent) {
    double[] cotangents = new double[parts.size()];
    for (Range range : ranges) {
      int head = parts.indexOf(range.part());
      if (head >= 0) {
        cotangents[head] += device.clippedProduct(range, gradient, tangent, tangentLimit);
      }
    }
    if (averageSlopes) {
      if (!atOnce) {
        follow(device, slopes(device));
      }
      keepSlopes(device, cotangents);
    } else {
      follow(device, cotangents);
    }
  }

  private double[] slopes(DeviceVectors device) {
    double[] slopes = new double[parts.size()];
    for (int head = 0; head < slopes.length; head++) {
      slopes[head] = device.scalars()[slope(device, head)];
    }
    return slopes;
  }

  private void keepSlopes(DeviceVectors device, double[] slopes) {
    for (int head = 0; head < slopes.length; head++) {
      device.scalars()[slope(device, head)] = (float) slopes[head];
    }
  }

  private int slope(DeviceVectors device, int head) {
    return device.scalarsOffset() + parts.size() + head;
  }

  /**
   * If neighbours average the derivatives of their losses, a step of the hypernetwork with these
   * means, and its exponents for the aggregation that follows; or these means for the next round.
   */
  void learnTogether(ExchangePhase device) {
    if (averageSlopes) {
      double[] cotangents = new double[parts.size()];
      for (int j = 0; j < device.members(); j++) {
        for (int head = 0; head < cotangents.length; head++) {
          cotangents[head] += device.weight(j) * device.sentScalar(j, parts.size() + head);
        }
      }
      if (atOnce) {
        follow(device, cotangents);
      } else {
        keepSlopes(device, cotangents);
      }
    }
  }

  private void follow(DeviceVectors device, double[] cotangents) {
    network(device).step(device.scalars(), hypernetworkOffset(device), cotangents, learningRate);
    choose(device);
  }

  /** Asks the hypernetwork for this round's exponents. */
  private void choose(DeviceVectors device) {
    double[] chosen = new double[parts.size()];
    network(device).exponents(device.scalars(), hypernetworkOffset(device), chosen);
    for (int head = 0; head < chosen.length; head++) {
      device.scalars()[device.scalarsOffset() + head] = (float) chosen[head];
    }
  }
}
