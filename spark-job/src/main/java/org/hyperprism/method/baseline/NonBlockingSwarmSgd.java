package org.hyperprism.method.baseline;

import static org.hyperprism.method.Term.minus;
import static org.hyperprism.method.Term.plus;

import java.math.BigDecimal;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.math.LatticeQuantiser;
import org.hyperprism.method.ExchangePhase;
import org.hyperprism.method.LocalPhase;
import org.hyperprism.method.LocalReport;
import org.hyperprism.method.LocalSteps;
import org.hyperprism.method.LocalTraining;
import org.hyperprism.method.Method;
import org.hyperprism.method.PrimalStep;
import org.hyperprism.method.Start;
import org.hyperprism.method.Vector;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.derived.RandomMatching;
import org.jspecify.annotations.Nullable;

/**
 * SwarmSGD with non-blocking, quantised reads (Nadiradze et al., NeurIPS 2021, arXiv 1910.12308).
 *
 * <p>Q rounds to a grid and sends the remainder of the grid point ({@link LatticeQuantiser}). It
 * rounds stochastically, as the paper's analysis asks for an unbiased Q, or to the nearest point,
 * which loses what is below the grid.
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

  private final boolean roundsStochastically;

  private final Vector copy = kept("copy");
  private final Vector base = kept("base");

  /** The copy on its way: at points of the grid, where the sender rounds stochastically. */
  private final Vector sent;

  private final PrimalStep step = new PrimalStep(this);
  private final LocalSteps steps = new LocalSteps(this);

  public NonBlockingSwarmSgd(SwarmSgd.Settings settings, LocalTraining training) {
    super(training);
    onlyPairsStep = settings.onlyPairsStep();
    int bits = settings.quantisationBits();
    quantiser = bits == 0 ? null : LatticeQuantiser.ofBits(bits, settings.quantisationStep());
    roundsStochastically = quantiser != null && settings.rounding() == SwarmSgd.Rounding.STOCHASTIC;
    sent = roundsStochastically ? duringRound("rounded copy") : copy;
    sends(sent);
    scalars(1, 1);
  }

  @Override
  public Optional<String> objectionToCompression() {
    return quantiser == null
        ? Optional.empty()
        : Optional.of(
            "it rounds what it sends itself; expected swarmsgd.quantisation.bits = 0, or"
                + " compression.kind = none");
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
  public int gradients(int localSteps, boolean linked) {
    return linked || !onlyPairsStep ? localSteps : 1;
  }

  @Override
  public LocalReport localStep(LocalPhase device) {
    UniformRandomProvider random = device.random();
    device.scalars()[device.scalarsOffset() + DRAW] = random.nextFloat();
    if (roundsStochastically) {
      round(device, random);
    }
    return SwarmSgd.localStep(device, onlyPairsStep, steps, step);
  }

  private void round(LocalPhase device, UniformRandomProvider random) {
    for (ParameterLayout.Range range : device.layout().ranges()) {
      if (quantiser != null && range.part().isTrained()) {
        device.roundStochastically(range, sent, copy, quantiser.step(), random);
      } else {
        device.set(range, sent, plus(copy));
      }
    }
  }

  @Override
  public void aggregate(int exchange, ExchangePhase device) {
    if (device.members() < 2) {
      return;
    }
    for (ParameterLayout.Range range : device.layout().ranges()) {
      if (quantiser != null && range.part().isTrained()) {
        device.quantisedMean(range, copy, sent, copy, quantiser);
      } else {
        device.mean(range, copy, sent);
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
  public String adviceOnMisreading() {
    if (quantiser == null) {
      return super.adviceOnMisreading();
    }
    BigDecimal wider = BigDecimal.valueOf(4 * quantiser.step()).stripTrailingZeros();
    return "two devices differ by more than %d steps of swarmsgd.quantisation.step in a parameter; a wider grid helps, such as --set swarmsgd.quantisation.step=%s, or more swarmsgd.quantisation.bits"
        .formatted(quantiser.levels() / 2 - 1, wider.toPlainString());
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
