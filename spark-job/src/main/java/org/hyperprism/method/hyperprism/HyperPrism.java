package org.hyperprism.method.hyperprism;

import static org.hyperprism.method.Term.plus;
import static org.hyperprism.method.Term.times;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hyperprism.math.MirrorMap;
import org.hyperprism.method.AveragedVelocityStep;
import org.hyperprism.method.ExchangePhase;
import org.hyperprism.method.LocalPhase;
import org.hyperprism.method.LocalReport;
import org.hyperprism.method.LocalSteps;
import org.hyperprism.method.LocalTraining;
import org.hyperprism.method.Method;
import org.hyperprism.method.MethodFactory;
import org.hyperprism.method.MomentumStep;
import org.hyperprism.method.PrimalStep;
import org.hyperprism.method.QuasiGlobalStep;
import org.hyperprism.method.Start;
import org.hyperprism.method.StepOrder;
import org.hyperprism.method.TheoryBound;
import org.hyperprism.method.Vector;
import org.hyperprism.method.hyperprism.HyperPrismSettings.MomentumKind;
import org.hyperprism.model.ModelPart;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.model.ParameterLayout.Range;

/**
 * HyperPrism (NeurIPS 2024): power means of the neighbours' models, with an exponent p for each
 * part of the model that is fixed, changes over the rounds, or that each device learns. With
 * spow(w, p) = sgn(w)|w|^p, the mirror map, sroot its inverse, and s the {@link MirrorScale}:
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
 * of g_i in mirror steps. CTA is equation 6 by the letter; PRIMAL is the default. The arithmetic is
 * in {@link org.hyperprism.compute.MixingKernel}.
 */
public final class HyperPrism extends Method {

  private static final long serialVersionUID = 1L;

  private final StepOrder order;
  private final MappingRule mapping;
  private final double elasticity;
  private final Exponents exponents;

  /** The model whose loss teaches the exponents: the device's own, or its neighbours' mean. */
  private final Vector judged;

  /** Derivative of that model by the exponent of each parameter's part. */
  private final Vector tangent;

  private final MirrorSteps mirrorSteps;
  private final MomentumStep primalStep;

  /** Sum of the round's gradients, for the aggregation to subtract. */
  private final Vector gradientSum;

  private final LocalSteps steps;
  private final MirrorRule mirrorRule = new MirrorRule();
  private final PrimalRule primalRule = new PrimalRule();

  /**
   * @param layout the parts of the model, whose exponents are learned where none is fixed
   */
  public HyperPrism(HyperPrismSettings settings, LocalTraining training, ParameterLayout layout) {
    super(training);
    order = settings.order();
    mapping = settings.mapping();
    elasticity = settings.elasticity();
    exponents = Exponents.of(settings, MirrorSteps.withParts(layout, settings.decision()));
    judged = exponents.learnFromNeighbours() ? kept("neighbours' mean") : MODEL;
    tangent = keptIf(exponents.areLearned(), "tangent");
    boolean hasVelocity = order != StepOrder.PRIMAL && settings.mirrorMomentum() != 0;
    Vector velocity = keptIf(hasVelocity, "mirror velocity");
    mirrorSteps = new MirrorSteps(settings, exponents, velocity, learningRate());
    // Where nothing is subtracted the mean does not read this vector, and any may stand here.
    boolean subtracts = order == StepOrder.CTA || order == StepOrder.BOTH;
    gradientSum = subtracts ? duringRound("gradient sum") : MODEL;
    steps = new LocalSteps(this);
    sends(MODEL);
    sendsDegree();
    primalStep = primalStep(settings);
    boolean shown = mapping != MappingRule.RECEIVER || exponents.averageSlopes();
    scalars(exponents.scalars(), shown ? exponents.shownScalars() : 0);
  }

  private MomentumStep primalStep(HyperPrismSettings settings) {
    double momentum = training().momentum();
    return switch (momentum == 0 ? MomentumKind.HEAVY_BALL : settings.momentumKind()) {
      case HEAVY_BALL -> new PrimalStep(this, order == StepOrder.PRIMAL || order == StepOrder.BOTH);
      case AVERAGED -> new AveragedVelocityStep(this);
      case QUASI_GLOBAL -> new QuasiGlobalStep(this, momentum, momentum);
    };
  }

  @Override
  public void start(Start device) {
    exponents.start(device);
  }

  @Override
  public int gradients(int localSteps, boolean linked) {
    return localSteps + (exponents.takeFurtherGradient() ? 1 : 0);
  }

  @Override
  public LocalReport localStep(LocalPhase device) {
    primalStep.beforeSteps(device);
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
    exponents.learnTogether(device);
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
      if (exponents.isLearned(range.part()) && derivesModel()) {
        learnedMean(device, range, map, rate);
      } else {
        device.powerMean(range, MODEL, MODEL, map, gradientSum, rate);
      }
      if (exponents.learnFromNeighbours()) {
        boolean learned = exponents.isLearned(range.part());
        device.powerMeanOfNeighbours(range, judged, MODEL, map, learned ? tangent : null);
      }
    }
    primalStep.afterMean(device);
  }

  /** Whether the model's mean comes with its derivative, or with an exponent for each member. */
  private boolean derivesModel() {
    return !exponents.learnFromNeighbours() || mapping != MappingRule.RECEIVER;
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
      boolean withTangent =
          order == StepOrder.ATC && exponents.areLearned() && !exponents.learnFromNeighbours();
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
      exponents.learn(device, mirrorSteps.pieces(device), gradient, judged, tangent, steps.spare());
      // From here on it is the derivative of what the device sends.
      device.set(tangent);
    }
  }

  @Override
  public Optional<String> objectionToCompression() {
    return mapping == MappingRule.SENDER && exponents.areLearned()
        ? Optional.of(
            "the derivative of the sender's rule knows a device's vector and not its copy; expected"
                + " another hyperprism.mapping, a fixed hyperprism.p, or compression.kind = none")
        : Optional.empty();
  }

  @Override
  public Optional<String> objectionToAsynchrony() {
    if (exponents.areLearned()) {
      return Optional.of(
          "its exponents are learned, which goes by rounds; expected fixed ones, such as"
              + " hyperprism.p = 3");
    }
    return primalStep instanceof QuasiGlobalStep
        ? Optional.of(
            "its momentum follows from how the model moved in a round; expected"
                + " hyperprism.momentumKind = heavy-ball")
        : Optional.empty();
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
  public Map<Range, MirrorMap> meanMaps(
      ParameterLayout layout, int round, float[] scalars, int offset) {
    return mirrorSteps.maps(layout, round, scalars, offset);
  }

  @Override
  public int numbersOfMeanMaps() {
    return 1 + learnedParts().size();
  }

  @Override
  public long bytesPerLink(ParameterLayout layout) {
    boolean shown = mapping == MappingRule.CONSENSUS || exponents.averageSlopes();
    return super.bytesPerLink(layout) + (shown ? BYTES_OF_FLOAT * exponents.shownScalars() : 0);
  }

  /** Registers it. */
  public static final class Factory extends MethodFactory<HyperPrismSettings> {

    public Factory() {
      super(
          "hyperprism",
          HyperPrismSettings.class,
          "HyperPrism: local steps, weighted power mean, learned or fixed exponents (2024)");
    }

    @Override
    public Method create(
        HyperPrismSettings settings, LocalTraining training, ParameterLayout layout) {
      return new HyperPrism(settings, training, layout);
    }

    @Override
    public Optional<String> objectionToModelParts(HyperPrismSettings settings) {
      return settings.decision() == HyperPrismSettings.Decision.LAST
          ? Optional.of(
              "hyperprism.decision = last takes the last layer alone, expected"
                  + " hyperprism.decision = dense with it")
          : Optional.empty();
    }

    @Override
    public OptionalDouble theoryBound(int devices, int rounds, double exponent) {
      return OptionalDouble.of(TheoryBound.of(devices, rounds, exponent));
    }
  }
}
