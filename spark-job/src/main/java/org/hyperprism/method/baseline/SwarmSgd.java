package org.hyperprism.method.baseline;

import java.io.Serializable;
import java.util.Optional;
import org.hyperprism.method.ExchangePhase;
import org.hyperprism.method.LocalPhase;
import org.hyperprism.method.LocalReport;
import org.hyperprism.method.LocalSteps;
import org.hyperprism.method.LocalTraining;
import org.hyperprism.method.Method;
import org.hyperprism.method.MethodFactory;
import org.hyperprism.method.PrimalStep;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.setting.Setting;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.derived.RandomMatching;
import org.hyperprism.topology.derived.SinglePair;

/**
 * SwarmSGD (Nadiradze et al., NeurIPS 2021, arXiv 1910.12308), blocking and without quantisation:
 * devices take local gradient steps, then the two of a pair average, w_i, w_j <- (w_i + w_j) / 2.
 * The Metropolis weights of a pair are these halves, and a device without a partner keeps its own.
 *
 * <p>The setting {@code mode} chooses between this and {@link NonBlockingSwarmSgd}.
 */
public final class SwarmSgd extends Method {

  private static final long serialVersionUID = 1L;

  /** How devices interact. */
  public enum Mode {
    /** The pairs of a random maximal matching average: a round is a unit of parallel time. */
    MATCHING,
    /** One random pair averages: a round is one interaction, as the paper counts. */
    SINGLE_PAIR,
    /** The pairs of a random maximal matching read each other's copies without waiting. */
    NON_BLOCKING
  }

  /** What becomes of a number between two points of the grid. */
  public enum Rounding {
    /** Either point, so that the expectation is the number. */
    STOCHASTIC,
    /** The nearer point. */
    NEAREST
  }

  /**
   * @param mode how devices interact
   * @param onlyPairsStep whether devices without a partner in a round take no step; they measure
   *     their loss on one mini-batch
   * @param quantisationBits bits of a parameter that is read, in mode {@link Mode#NON_BLOCKING}; 0
   *     for float32
   * @param quantisationStep distance of two values that a quantised parameter can take, > 0
   * @param rounding what becomes of a parameter between two of them
   */
  public record Settings(
      @Setting(
              defaultValue = "matching",
              documentation =
                  "Who interacts: matching pairs up as many devices as a random matching can;"
                      + " single-pair is one pair a round; non-blocking reads copies of the partner"
                      + " of the matching.")
          Mode mode,
      @Setting(
              defaultValue = "false",
              documentation =
                  "Whether devices without a partner in a round take no step, as in the paper's"
                      + " one interaction at a time.")
          boolean onlyPairsStep,
      @Setting(
              key = "quantisation.bits",
              defaultValue = "8",
              range = "0 to 16",
              documentation =
                  "Bits sent per parameter in mode non-blocking; 0 sends float32 numbers.")
          int quantisationBits,
      @Setting(
              key = "quantisation.step",
              defaultValue = "0.001",
              range = "> 0",
              documentation =
                  "Grid of the quantised parameters; two devices may differ by 2^bits / 2 steps"
                      + " before they misread each other.")
          double quantisationStep,
      @Setting(
              key = "quantisation.rounding",
              defaultValue = "stochastic",
              documentation =
                  "How a parameter between two points of the grid is rounded: stochastic is right on"
                      + " average, as the paper's analysis asks; nearest loses steps that are short"
                      + " beside the grid.")
          Rounding rounding)
      implements Serializable {}

  private final Settings settings;
  private final PrimalStep step = new PrimalStep(this);
  private final LocalSteps steps = new LocalSteps(this);

  public SwarmSgd(Settings settings, LocalTraining training) {
    super(training);
    this.settings = settings;
    sends(MODEL);
  }

  @Override
  public boolean needsLinksBothWays() {
    return true;
  }

  @Override
  public LinkSchedule links(LinkSchedule available, RandomStreams random) {
    return settings.mode() == Mode.SINGLE_PAIR
        ? new SinglePair(available, random)
        : new RandomMatching(available, random);
  }

  @Override
  public int gradients(int localSteps, boolean linked) {
    return linked || !settings.onlyPairsStep() ? localSteps : 1;
  }

  @Override
  public LocalReport localStep(LocalPhase device) {
    return localStep(device, settings.onlyPairsStep(), steps, step);
  }

  /** The steps of a device in a round, which may depend on whether it has a partner. */
  static LocalReport localStep(
      LocalPhase device, boolean onlyPairsStep, LocalSteps steps, PrimalStep step) {
    boolean alone = device.topology().graph().degree(device.device()) == 0;
    return alone && onlyPairsStep
        ? new LocalReport(device.gradient(0, MODEL, steps.spare()), 0)
        : steps.onModel(device, step).report();
  }

  @Override
  public void aggregate(int exchange, ExchangePhase device) {
    device.mean(MODEL, MODEL);
  }

  @Override
  public Optional<String> objectionToAsynchrony() {
    return settings.mode() == Mode.MATCHING
        ? Optional.empty()
        : Optional.of("it chooses pairs of its own; expected swarmsgd.mode = matching");
  }

  /** Registers it. */
  public static final class Factory extends MethodFactory<Settings> {

    public Factory() {
      super(
          "swarmsgd",
          Settings.class,
          "SwarmSGD: local steps, pairs average (Nadiradze et al. 2021)");
    }

    @Override
    public Method create(Settings settings, LocalTraining training, ParameterLayout layout) {
      return settings.mode() == Mode.NON_BLOCKING
          ? new NonBlockingSwarmSgd(settings, training)
          : new SwarmSgd(settings, training);
    }
  }
}
