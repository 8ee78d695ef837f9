package org.hyperprism.method;

import static org.hyperprism.method.Term.minus;
import static org.hyperprism.method.Term.plus;

import java.util.List;
import org.hyperprism.math.LatticeQuantiser;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.topology.LinkSchedule;
import org.jspecify.annotations.Nullable;

/**
 * SwarmSGD with non-blocking, quantised reads (Nadiradze et al., NeurIPS 2021, arXiv 1910.12308).
 *
 * <p>A device keeps its live model x, on which local steps run without a pause, a communication
 * copy c that others read, and the base b from which its local steps since its last own interaction
 * began. When i initiates an interaction with j:
 *
 * <pre>
 *   a   = (Q(c_i) + Q(c_j)) / 2
 *   x_i = a + (x_i - b_i),  c_i = b_i = x_i
 *   c_j = a                                    (x_j and b_j stay)
 * </pre>
 *
 * so without quantisation the sum of c + (x - b) over the two is conserved. The pairs of a round
 * are a random matching. Which of the two initiates is drawn for each pair and round: were it
 * always, say, the lower id, device 0 would never be read passively and the last device would never
 * move towards the others. Each draws a number and the higher one asks first; the number only
 * stands for the moment of asking, so it is not counted as sent.
 *
 * @param onlyPairsStep whether devices without a partner in this round take no step
 * @param quantiser what a read copy passes; null for exact float32 reads, as running statistics
 *     always are
 * @param step the local step
 * @param localSteps gradient steps per round, >= 1
 */
public record NonBlockingSwarmSgd(
    boolean onlyPairsStep, @Nullable LatticeQuantiser quantiser, PrimalStep step, int localSteps)
    implements Method {

  private static final long serialVersionUID = 1L;
  private static final int COPY = 1;
  private static final int BASE = 2;
  private static final int VELOCITY = 3;
  private static final int DRAW = 0;

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
    return new VectorPlan(3 + step.keptVectors(), 0, 2, List.of(COPY), 1, 1);
  }

  @Override
  public LinkSchedule links(LinkSchedule available, RandomStreams random) {
    return SwarmPairs.MATCHING.of(available, random);
  }

  @Override
  public void start(Start device) {
    device.set(COPY, plus(MODEL));
    device.set(BASE, plus(MODEL));
  }

  @Override
  public LocalReport localStep(LocalPhase device) {
    device.memory()[device.memoryOffset() + DRAW] = device.random().nextFloat();
    return SwarmSgd.localStep(
        device, onlyPairsStep, step, localSteps, VELOCITY, vectors().firstScratch());
  }

  @Override
  public void aggregate(int exchange, ExchangePhase device) {
    if (device.members() < 2) {
      return;
    }
    for (ParameterLayout.Range range : device.layout().ranges()) {
      if (quantiser != null && range.part().isTrained()) {
        device.quantisedMean(range, COPY, COPY, quantiser);
      } else {
        device.mean(range, COPY, COPY);
      }
    }
    if (initiates(device)) {
      device.set(MODEL, plus(COPY), plus(MODEL), minus(BASE));
      device.set(COPY, plus(MODEL));
      device.set(BASE, plus(MODEL));
    }
  }

  /** Members stand in ascending id, so equal draws go to the lower one. */
  private static boolean initiates(ExchangePhase device) {
    boolean first = device.sentNumber(0, DRAW) >= device.sentNumber(1, DRAW);
    return first == (device.self() == 0);
  }

  @Override
  public long bytesPerLink(ParameterLayout layout) {
    if (quantiser == null) {
      return Traffic.FLOAT * layout.parameters();
    }
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(quantiser.levels() - 1);
    long sent = 0;
    for (ParameterLayout.Range range : layout.ranges()) {
      sent += (long) range.length() * (range.part().isTrained() ? bits : Float.SIZE);
    }
    return (sent + Byte.SIZE - 1) / Byte.SIZE;
  }
}
