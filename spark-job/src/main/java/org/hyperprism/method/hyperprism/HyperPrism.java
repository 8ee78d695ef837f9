package org.hyperprism.method.hyperprism;

import static org.hyperprism.method.Term.plus;
import static org.hyperprism.method.Term.times;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.math.MirrorMap;
import org.hyperprism.method.ExchangePhase;
import org.hyperprism.method.LocalPhase;
import org.hyperprism.method.LocalReport;
import org.hyperprism.method.LocalSteps;
import org.hyperprism.method.LocalTraining;
import org.hyperprism.method.Method;
import org.hyperprism.method.MethodFactory;
import org.hyperprism.method.PrimalStep;
import org.hyperprism.method.Start;
import org.hyperprism.method.StepOrder;
import org.hyperprism.method.TheoryBound;
import org.hyperprism.method.Vector;
import org.hyperprism.method.hyperprism.hypernetwork.HypernetworkSettings;
import org.hyperprism.model.ModelPart;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.model.ParameterLayout.Range;
import org.hyperprism.setting.Setting;

/**
 * HyperPrism (NeurIPS 2024): power means of the neighbours' models, with an exponent p for each
 * part of the model that is fixed, changes over the rounds, or that each device learns. With
 * spow(w, p) = sgn(w)|w|^p, the gradient of the mirror map, sroot its inverse, and s the {@link
 * MirrorScale}:
 *
 * <pre>
 *   ATC, figure 1:                    u_i = sroot(spow(w_i) - eta s g_i(w_i))
 *                                     w_i <- sroot(sum_j a_ij spow(u_j))                     (eq. 2)
 *   CTA:                              w_i <- sroot(sum_j a_ij spow(w_j) - eta s g_i(w_i))    (eq. 6)
 *   PRIMAL, Algorithm 1, line 6:      u_i = w_i - eta g_i(w_i)
 *                                     w_i <- sroot(sum_j a_ij spow(u_j))                     (eq. 2)
 *   BOTH, Algorithm 1, lines 6, 13:   u_i = w_i - eta g_i(w_i)
 *                                     w_i <- sroot(sum_j a_ij spow(u_j) - eta s g_i(w_i))    (eq. 6)
 * </pre>
 *
 * <p>With an elasticity mu the {@link MirrorMap} psi(w) = spow(w) + mu w stands in the place of
 * spow, and psi^-1 in that of sroot. With mirror momentum beta, v <- beta v + g stands in the place
 * of g_i in mirror steps. CTA is equation 6 by the letter; the default, ATC, takes its step before
 * the mean. Its arithmetic is in {@link org.hyperprism.compute.MixingKernel}.
 */
public final class HyperPrism extends Method {

  /** What a configuration calls the method and the section of its settings. */
  public static final String NAME = "hyperprism";

  private static final long serialVersionUID = 1L;

  /** Which layers are the decision part. */
  public enum Decision {
    /** The fully connected layers, or what modelParts says. */
    DENSE,
    /** The last layer alone. */
    LAST
  }

  /** Sets of defaults: the form that works best, and readings of the paper. */
  public enum Preset {
    /** Steps on the model, and a decision part whose exponent falls to that of the plain mean. */
    FALLING,
    /** The theory: gradients in the mirror space, before the exchange. */
    MIRROR_ATC,
    /** Algorithm 1 by the letter, as a public port of the authors' code completes it. */
    PAPER
  }

  /**
   * @param preset which defaults the other settings have
   * @param representationExponent exponent p of the representation part
   * @param decisionExponent exponent p of the decision part
   * @param decision which layers are the decision part
   * @param order where the gradient step stands relative to the aggregation
   * @param mapping whose exponent maps a model that travels
   * @param mirrorGradientScale factor s of the gradient in the mirror space
   * @param elasticity mu of the mirror map, >= 0
   * @param mirrorMomentum momentum of mirror steps, in [0, 1)
   * @param hypernetwork how exponents are learned
   */
  public record Settings(
      @Setting(
              defaultValue = "falling",
              documentation =
                  "Defaults of other settings, learning rate, momentum and weight decay of all"
                      + " methods too: falling steps on the model itself and lets the exponent of the"
                      + " last layer fall to 1; mirror-atc follows eq. 6 and figure 1 of the paper;"
                      + " paper takes Algorithm 1 by the letter, with momentum and weight decay as a"
                      + " public port of the authors' code has them.")
          Preset preset,
      @Setting(
              key = "p.representation",
              defaultValue = "1",
              presets = {"mirror-atc = adaptive", "paper = adaptive"},
              shorthand = "p",
              format = ExponentFormat.class,
              documentation =
                  "Exponent of the power mean over the representation part; adaptive: every device"
                      + " learns its own; 1 is the weighted mean of D-PSGD; { from = 9, to = 1,"
                      + " over = 40 }: 9 in round 1, 1 after 40 rounds, in between by the same"
                      + " factor each round (geometric, the default), the same difference (linear)"
                      + " or all at once at the end (step).")
          ExponentSchedule representationExponent,
      @Setting(
              key = "p.decision",
              defaultValue = "{ from = 3, to = 1, over = 40 }",
              presets = {"mirror-atc = adaptive", "paper = adaptive"},
              shorthand = "p",
              format = ExponentFormat.class,
              documentation =
                  "Exponent of the power mean over the decision part, likewise; hyperprism.p = 3,"
                      + " hyperprism.p = adaptive or hyperprism.p { from = 9, to = 1, over = 40 }"
                      + " sets both at once.")
          ExponentSchedule decisionExponent,
      @Setting(
              defaultValue = "last",
              presets = {"mirror-atc = dense", "paper = dense"},
              documentation =
                  "Which layers are the decision part: dense is the fully connected ones, or what"
                      + " modelParts says; last is the last layer alone.")
          Decision decision,
      @Setting(
              defaultValue = "primal",
              presets = {"mirror-atc = atc", "paper = both"},
              documentation =
                  "Where the gradient step stands: atc steps, then combines; cta combines, then"
                      + " steps (eq. 6 verbatim); primal steps on the model itself (Algorithm 1,"
                      + " line 6); both steps on the model and once more behind the mean (lines 6"
                      + " and 13).")
          StepOrder order,
      @Setting(
              defaultValue = "receiver",
              documentation =
                  "Whose learned exponent maps a model that travels: receiver gives true means;"
                      + " sender is Algorithm 1 by the letter; consensus is the neighbours' mean"
                      + " exponent.")
          MappingRule mapping,
      @Setting(
              defaultValue = "1",
              presets = "paper = ten-to-minus-p",
              format = MirrorScaleFormat.class,
              documentation =
                  "Factor of the gradient in the mirror space; ten-to-minus-p is 10^-p for the"
                      + " decision part and 1 for the representation part; layer is the mirror map's"
                      + " slope at the root mean square of the layer, so that mirror steps know no"
                      + " scale of the weights and train deep networks.")
          MirrorScale mirrorGradientScale,
      @Setting(
              defaultValue = "0",
              range = ">= 0",
              documentation =
                  "Weight mu of a linear term beside spow(w, p) in the mirror map: no mirror step is"
                      + " longer than one of D-PSGD with train.learningRate / mu; 0 is the paper's"
                      + " map.")
          double elasticity,
      @Setting(
              defaultValue = "0",
              range = "0 to below 1",
              documentation =
                  "Momentum of mirror steps, as train.momentum is of steps in the space of the"
                      + " weights; a device then keeps one more vector.")
          double mirrorMomentum,
      HypernetworkSettings hypernetwork)
      implements Serializable {}

  private final StepOrder order;
  private final MappingRule mapping;
  private final double elasticity;
  private final Exponents exponents;

  /** Derivative of the model by the exponent of each parameter's part. */
  private final Vector tangent;

  private final MirrorSteps mirrorSteps;
  private final PrimalStep primalStep;
  private final Vector gradientSum;
  private final LocalSteps steps;
  private final MirrorRule mirrorRule = new MirrorRule();
  private final PrimalRule primalRule = new PrimalRule();

  /**
   * @param layout the parts of the model, whose exponents are learned where none is fixed
   */
  public HyperPrism(Settings settings, LocalTraining training, ParameterLayout layout) {
    super(training);
    requireOneMap(settings);
    order = settings.order();
    mapping = settings.mapping();
    elasticity = settings.elasticity();
    exponents = Exponents.of(settings, MirrorSteps.withParts(layout, settings.decision()));
    tangent = keptIf(exponents.areLearned(), "tangent");
    boolean hasVelocity = order != StepOrder.PRIMAL && settings.mirrorMomentum() != 0;
    Vector velocity = keptIf(hasVelocity, "mirror velocity");
    mirrorSteps = new MirrorSteps(settings, exponents, velocity, learningRate());
    primalStep = new PrimalStep(this, order == StepOrder.PRIMAL || order == StepOrder.BOTH);
    // Without a gradient to subtract, the mean is never asked to read one.
    boolean subtracts = order == StepOrder.CTA || order == StepOrder.BOTH;
    gradientSum = subtracts ? duringRound("gradient sum") : MODEL;
    steps = new LocalSteps(this);
    sends(MODEL);
    sendsDegree();
    int learned = exponents.learnedParts().size();
    scalars(exponents.scalars(), mapping == MappingRule.RECEIVER ? 0 : learned);
  }

  /**
   * @throws ConfigurationException if the elastic map is to be the sender's
   */
  private static void requireOneMap(Settings settings) {
    if (settings.elasticity() != 0 && settings.mapping() == MappingRule.SENDER) {
      throw new ConfigurationException(
          "hyperprism.mapping is sender and hyperprism.elasticity %s; the sender's rule is Algorithm 1 by the letter, which has no elasticity: expected mapping = receiver or consensus, or elasticity = 0"
              .formatted(settings.elasticity()));
    }
  }

  @Override
  public void start(Start device) {
    exponents.start(device);
  }

  @Override
  public LocalReport localStep(LocalPhase device) {
    return switch (order) {
      // u_i = sroot(spow(w_i) - eta s g_i(w_i))
      case ATC -> steps.onModel(device, mirrorRule).report();
      // u_i = w_i; eta s g_i(w_i) is for the aggregation to subtract
      case CTA ->
          steps.aheadOfModel(device, gradientSum, mirrorRule).reportAhead(gradientSum, mirrorRule);
      // u_i = w_i - eta g_i(w_i)
      case PRIMAL -> steps.onModel(device, primalRule).report();
      // u_i = w_i - eta g_i(w_i), and eta s g_i(w_i) once more for the aggregation to subtract
      case BOTH -> steps.onModel(device, primalRule).reportAhead(gradientSum, mirrorRule);
    };
  }

  @Override
  public void aggregate(int exchange, ExchangePhase device) {
    Map<ModelPart, Double> p = mirrorSteps.exponents(device);
    for (Range range : mirrorSteps.pieces(device)) {
      MirrorMap map = mirrorSteps.map(range.part(), p);
      double rate =
          switch (order) {
            // sroot(sum_j a_ij spow(u_j)), eq. 2
            case ATC, PRIMAL -> 0;
            // sroot(sum_j a_ij spow(u_j) - eta s g_i(w_i)), eq. 6
            case CTA, BOTH -> mirrorSteps.rate(device, range, MODEL, map, p);
          };
      if (exponents.isLearned(range.part())) {
        learnedMean(device, range, map, rate);
      } else {
        device.powerMean(range, MODEL, MODEL, map, gradientSum, rate);
      }
    }
  }

  /** The power mean of a part with a learned exponent, with its derivative by that exponent. */
  private void learnedMean(ExchangePhase device, Range range, MirrorMap map, double rate) {
    if (device.self() < 0) {
      // The device starts again from its neighbours' mean and has nothing to learn from it.
      device.set(range, tangent);
      device.powerMean(range, MODEL, MODEL, map, gradientSum, rate);
      return;
    }
    int place = exponents.place(range.part());
    switch (mapping) {
      case RECEIVER -> device.powerMean(range, MODEL, MODEL, map, gradientSum, rate, tangent);
      case CONSENSUS -> consensusMean(device, range, place, rate);
      case SENDER -> {
        double[] sent = new double[device.members()];
        for (int j = 0; j < sent.length; j++) {
          sent[j] = device.sentScalar(j, place);
        }
        device.senderMean(range, MODEL, MODEL, sent, gradientSum, rate, tangent);
      }
    }
  }

  /** The power mean whose exponent is the neighbours' mean; the own one is a share a_ii of it. */
  private void consensusMean(ExchangePhase device, Range range, int place, double rate) {
    double p = 0;
    for (int j = 0; j < device.members(); j++) {
      p += device.weight(j) * device.sentScalar(j, place);
    }
    double share = device.weight(device.self());
    device.set(range, tangent, times(1 / share, tangent));
    MirrorMap map = new MirrorMap(Math.max(1, p), elasticity);
    device.powerMean(range, MODEL, MODEL, map, gradientSum, rate, tangent);
    device.set(range, tangent, times(share, tangent));
  }

  /** Steps in the mirror space. */
  private final class MirrorRule implements LocalSteps.Rule, Serializable {

    private static final long serialVersionUID = 1L;

    @Override
    public void direct(LocalPhase device, int localStep, Vector weights, Vector gradient) {
      learnOnce(device, localStep, gradient);
      if (mirrorSteps.haveMomentum()) {
        device.set(gradient, plus(mirrorSteps.direction(device, gradient)));
      }
    }

    @Override
    public void step(LocalPhase device, Vector from, Vector direction, Vector target) {
      boolean withTangent = order == StepOrder.ATC && exponents.areLearned();
      mirrorSteps.step(device, from, direction, target, withTangent ? tangent : null);
    }
  }

  /** Steps in the space of the weights. */
  private final class PrimalRule implements LocalSteps.Rule, Serializable {

    private static final long serialVersionUID = 1L;

    @Override
    public void direct(LocalPhase device, int localStep, Vector weights, Vector gradient) {
      learnOnce(device, localStep, gradient);
      if (order == StepOrder.BOTH) {
        Vector direction = mirrorSteps.direction(device, gradient);
        if (localStep == 0) {
          device.set(gradientSum, plus(direction));
        } else {
          device.set(gradientSum, plus(gradientSum), plus(direction));
        }
      }
      primalStep.direct(device, localStep, weights, gradient);
    }

    @Override
    public void step(LocalPhase device, Vector from, Vector direction, Vector target) {
      primalStep.step(device, from, direction, target);
    }
  }

  /** Once a round, with the first gradient: the hypernetwork learns and chooses the exponents. */
  private void learnOnce(LocalPhase device, int localStep, Vector gradient) {
    if (localStep == 0 && exponents.areLearned()) {
      exponents.learn(
          device,
          mirrorSteps.pieces(device),
          training().localSteps(),
          gradient,
          tangent,
          steps.spare());
      // From here on it is the derivative of what the device sends.
      device.set(tangent);
    }
  }

  @Override
  public List<ModelPart> learnedParts() {
    return exponents.learnedParts();
  }

  @Override
  public double exponent(ModelPart part, int round, float[] scalars, int offset) {
    return exponents.of(part, round, scalars, offset);
  }

  @Override
  public long bytesPerLink(ParameterLayout layout) {
    int exponentsSent = mapping == MappingRule.CONSENSUS ? exponents.learnedParts().size() : 0;
    return super.bytesPerLink(layout) + BYTES_OF_FLOAT * exponentsSent;
  }

  /** Registers it. */
  public static final class Factory extends MethodFactory<Settings> {

    public Factory() {
      super(
          NAME,
          Settings.class,
          "HyperPrism: local steps, weighted power mean, learned or fixed exponents (2024)");
    }

    @Override
    public Method create(Settings settings, LocalTraining training, ParameterLayout layout) {
      return new HyperPrism(settings, training, layout);
    }

    @Override
    public OptionalDouble theoryBound(int devices, int rounds, double exponent) {
      return OptionalDouble.of(TheoryBound.of(devices, rounds, exponent));
    }
  }
}
