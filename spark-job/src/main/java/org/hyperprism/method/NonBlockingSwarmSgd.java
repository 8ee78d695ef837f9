package org.hyperprism.method;

import static org.hyperprism.method.Term.minus;
import static org.hyperprism.method.Term.plus;

import org.hyperprism.math.LatticeQuantiser;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.schedule.RandomMatching;
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
 */
public final class NonBlockingSwarmSgd extends Method {

  private static final long serialVersionUID = 1L;

  /** The scalar that each device draws in a round. */
  private static final int DRAW = 0;

  private final boolean onlyPairsStep;

  /** What a read copy passes; null for exact float32 reads, as running statistics always are. */
  private final @Nullable LatticeQuantiser quantiser;

  private final Vector copy = kept("copy");
  private final Vector base = kept("base");
  private final PrimalStep step = new PrimalStep(this);
  private final LocalSteps steps = new LocalSteps(this);

  public NonBlockingSwarmSgd(SwarmSgd.Settings settings, LocalTraining training) {
    super(training);
    onlyPairsStep = settings.onlyPairsStep();
    int bits = settings.quantisationBits();
    quantiser = bits == 0 ? null : LatticeQuantiser.ofBits(bits, settings.quantisationStep());
    sends(copy);
    scalars(1, 1);
  }

  @Override
  public boolean needsLinksBothWays() {
    return true;
  }

  @Override
  public LinkSchedule links(LinkSchedule available, RandomStreams random) {
    return new RandomMatching(available, random);
  }

  @Override
  public void start(Start device) {
    device.set(copy, plus(MODEL));
    device.set(base, plus(MODEL));
  }

  @Override
  public LocalReport localStep(LocalPhase device) {
    device.scalars()[device.scalarsOffset() + DRAW] = device.random().nextFloat();
    return SwarmSgd.localStep(device, onlyPairsStep, steps, step);
  }

  @Override
  public void aggregate(int exchange, ExchangePhase device) {
    if (device.members() < 2) {
      return;
    }
    for (ParameterLayout.Range range : device.layout().ranges()) {
      if (quantiser != null && range.part().isTrained()) {
        device.quantisedMean(range, copy, copy, quantiser);
      } else {
        device.mean(range, copy, copy);
      }
    }
    if (initiates(device)) {
      device.set(MODEL, plus(copy), plus(MODEL), minus(base));
      device.set(copy, plus(MODEL));
      device.set(base, plus(MODEL));
    }
  }

  /** Members stand in ascending id, so equal draws go to the lower one. */
  private static boolean initiates(ExchangePhase device) {
    boolean first = device.sentScalar(0, DRAW) >= device.sentScalar(1, DRAW);
    return first == (device.self() == 0);
  }

  @Override
  public long bytesPerLink(ParameterLayout layout) {
    if (quantiser == null) {
      return super.bytesPerLink(layout);
    }
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(quantiser.levels() - 1);
    long sent = 0;
    for (ParameterLayout.Range range : layout.ranges()) {
      sent += (long) range.length() * (range.part().isTrained() ? bits : Float.SIZE);
    }
    return (sent + Byte.SIZE - 1) / Byte.SIZE;
  }
}
