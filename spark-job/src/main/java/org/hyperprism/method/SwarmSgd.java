package org.hyperprism.method;

import static org.hyperprism.method.Term.plus;

import org.hyperprism.model.ParameterLayout;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.topology.LinkSchedule;

/**
 * SwarmSGD (Nadiradze et al., NeurIPS 2021, arXiv 1910.12308), blocking and without quantisation:
 * devices take local gradient steps, then the two of a pair average, w_i, w_j <- (w_i + w_j) / 2.
 * The Metropolis weights of a pair are these halves, and a device without a partner keeps its own.
 *
 * @param pairs who interacts in a round
 * @param onlyPairsStep whether devices without a partner in this round take no step; they measure
 *     their loss on one mini-batch
 * @param step the local step
 * @param localSteps gradient steps per round, >= 1
 */
public record SwarmSgd(SwarmPairs pairs, boolean onlyPairsStep, PrimalStep step, int localSteps)
    implements Method {

  private static final long serialVersionUID = 1L;
  private static final int VELOCITY = 1;

  @Override
  public MethodName name() {
    return MethodName.SWARMSGD;
  }

  @Override
  public double learningRate() {
    return step.learningRate();
  }

  @Override
  public VectorPlan vectors() {
    return VectorPlan.of(1 + step.keptVectors(), 0, 2, MODEL);
  }

  @Override
  public LinkSchedule links(LinkSchedule available, RandomStreams random) {
    return pairs.of(available, random);
  }

  @Override
  public LocalReport localStep(LocalPhase device) {
    return localStep(device, onlyPairsStep, step, localSteps, VELOCITY, vectors().firstScratch());
  }

  static LocalReport localStep(
      LocalPhase device,
      boolean onlyPairsStep,
      PrimalStep step,
      int localSteps,
      int velocity,
      int gradient) {
    boolean alone = device.topology().graph().degree(device.device()) == 0;
    if (alone && onlyPairsStep) {
      return new LocalReport(device.gradient(0, MODEL, gradient), 0);
    }
    int before = gradient + 1;
    device.set(before, plus(MODEL));
    LocalSteps steps = new LocalSteps(device, step.rule(velocity));
    steps.onModel(localSteps, gradient);
    return steps.report(before, MODEL);
  }

  @Override
  public void aggregate(int exchange, ExchangePhase device) {
    device.mean(MODEL, MODEL);
  }

  @Override
  public long bytesPerLink(ParameterLayout layout) {
    return Traffic.FLOAT * layout.parameters();
  }
}
