package org.hyperprism.method;

import org.hyperprism.method.baseline.AcceleratedProblem;
import org.hyperprism.method.baseline.Adom;
import org.hyperprism.method.baseline.AdomPlus;
import org.hyperprism.method.baseline.DecentLam;
import org.hyperprism.method.baseline.Dpsgd;
import org.hyperprism.method.baseline.GradientTracking;
import org.hyperprism.method.baseline.HeavyBall;
import org.hyperprism.method.baseline.Mudag;
import org.hyperprism.method.baseline.NonBlockingSwarmSgd;
import org.hyperprism.method.baseline.QuasiGlobalMomentum;
import org.hyperprism.method.baseline.StochasticGradientPush;
import org.hyperprism.method.baseline.SwarmSgd;
import org.hyperprism.method.hyperprism.ExponentSchedule;
import org.hyperprism.method.hyperprism.HyperPrism;
import org.hyperprism.method.hyperprism.HyperPrismSettings;
import org.hyperprism.method.hyperprism.MappingRule;
import org.hyperprism.method.hyperprism.MirrorScale;
import org.hyperprism.method.hyperprism.hypernetwork.HypernetworkSettings;
import org.hyperprism.model.ModelPart;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.setting.SettingSchema;

/** Methods with a few settings of their own and the default values of all others. */
public final class ExampleMethods {

  /** Where a method's exponents are fixed, it does not matter what the model looks like. */
  private static final ParameterLayout ANY = ParameterLayout.of(ModelPart.DECISION, 1);

  private ExampleMethods() {}

  public static Method hyperPrism(
      double representation, double decision, StepOrder order, LocalTraining training, int steps) {
    return hyperPrism(
        new ExponentSchedule.Constant(representation),
        new ExponentSchedule.Constant(decision),
        order,
        withSteps(training, steps));
  }

  /** HyperPrism with exponents that no device learns. */
  public static Method hyperPrism(
      ExponentSchedule representation,
      ExponentSchedule decision,
      StepOrder order,
      LocalTraining training) {
    HyperPrismSettings standard = SettingSchema.of(HyperPrismSettings.class).defaults();
    HyperPrismSettings settings =
        new HyperPrismSettings(
            standard.preset(),
            representation,
            decision,
            standard.decision(),
            order,
            standard.mapping(),
            standard.mirrorGradientScale(),
            0,
            0,
            HyperPrismSettings.MomentumKind.HEAVY_BALL,
            standard.hypernetwork());
    return new HyperPrism(settings, training, ANY);
  }

  /**
   * HyperPrism with one exponent p, and the mirror map and steps that these settings say.
   *
   * @param elasticity mu of the mirror map
   * @param mirrorMomentum beta of mirror steps
   */
  public static Method hyperPrism(
      double p,
      StepOrder order,
      MirrorScale scale,
      double elasticity,
      double mirrorMomentum,
      LocalTraining training) {
    HyperPrismSettings standard = SettingSchema.of(HyperPrismSettings.class).defaults();
    HyperPrismSettings settings =
        new HyperPrismSettings(
            standard.preset(),
            new ExponentSchedule.Constant(p),
            new ExponentSchedule.Constant(p),
            HyperPrismSettings.Decision.DENSE,
            order,
            MappingRule.RECEIVER,
            scale,
            elasticity,
            mirrorMomentum,
            HyperPrismSettings.MomentumKind.HEAVY_BALL,
            standard.hypernetwork());
    return new HyperPrism(settings, training, ANY);
  }

  /** HyperPrism with exponent p and steps on the model with this kind of momentum. */
  public static Method hyperPrism(
      double p, HyperPrismSettings.MomentumKind momentumKind, LocalTraining training) {
    HyperPrismSettings standard = SettingSchema.of(HyperPrismSettings.class).defaults();
    HyperPrismSettings settings =
        new HyperPrismSettings(
            standard.preset(),
            new ExponentSchedule.Constant(p),
            new ExponentSchedule.Constant(p),
            standard.decision(),
            StepOrder.PRIMAL,
            standard.mapping(),
            standard.mirrorGradientScale(),
            0,
            0,
            momentumKind,
            standard.hypernetwork());
    return new HyperPrism(settings, training, ANY);
  }

  /** HyperPrism with exponents that every device learns, for models of this layout. */
  public static HyperPrism learningHyperPrism(
      StepOrder order,
      MappingRule mapping,
      MirrorScale mirrorGradientScale,
      HypernetworkSettings hypernetwork,
      LocalTraining training,
      ParameterLayout layout) {
    HyperPrismSettings settings =
        new HyperPrismSettings(
            HyperPrismSettings.Preset.MIRROR_ATC,
            new ExponentSchedule.Learned(),
            new ExponentSchedule.Learned(),
            HyperPrismSettings.Decision.DENSE,
            order,
            mapping,
            mirrorGradientScale,
            0,
            0,
            HyperPrismSettings.MomentumKind.HEAVY_BALL,
            hypernetwork);
    return new HyperPrism(settings, training, layout);
  }

  public static Method dpsgd(StepOrder order, LocalTraining training, int steps) {
    return new Dpsgd(new Dpsgd.Settings(order), withSteps(training, steps));
  }

  /**
   * @param mode matching or single pair
   */
  public static Method swarmSgd(
      SwarmSgd.Mode mode, boolean onlyPairsStep, LocalTraining training, int steps) {
    SwarmSgd.Settings standard = SettingSchema.of(SwarmSgd.Settings.class).defaults();
    return new SwarmSgd(
        new SwarmSgd.Settings(
            mode,
            onlyPairsStep,
            standard.quantisationBits(),
            standard.quantisationStep(),
            standard.rounding()),
        withSteps(training, steps));
  }

  /**
   * @param bits of a parameter that is read; 0 for float32
   */
  public static Method nonBlockingSwarmSgd(
      boolean onlyPairsStep, int bits, double grid, LocalTraining training, int steps) {
    return nonBlockingSwarmSgd(
        onlyPairsStep, bits, grid, SwarmSgd.Rounding.STOCHASTIC, training, steps);
  }

  public static Method nonBlockingSwarmSgd(
      boolean onlyPairsStep,
      int bits,
      double grid,
      SwarmSgd.Rounding rounding,
      LocalTraining training,
      int steps) {
    return new NonBlockingSwarmSgd(
        new SwarmSgd.Settings(SwarmSgd.Mode.NON_BLOCKING, onlyPairsStep, bits, grid, rounding),
        withSteps(training, steps));
  }

  public static Method mudag(
      double learningRate, double kappa, int exchanges, double lambda2Limit) {
    return new Mudag(
        new Mudag.Settings(kappa, exchanges, lambda2Limit), LocalTraining.plain(learningRate, 1));
  }

  public static Method adom(double learningRate, AcceleratedProblem problem, int innerSteps) {
    return new Adom(problem, LocalTraining.plain(learningRate, innerSteps));
  }

  /** Passes of every device over its samples, in the place of steps. */
  public static LocalTraining inEpochs(LocalTraining training, int epochs) {
    return new LocalTraining(
        training.learningRate(),
        1,
        epochs,
        training.momentum(),
        training.weightDecay(),
        training.schedule(),
        training.clipNorm());
  }

  public static Method adomPlus(double learningRate, AcceleratedProblem problem) {
    return new AdomPlus(problem, LocalTraining.plain(learningRate, 1));
  }

  public static Method heavyBall(double momentum, boolean averageVelocity, LocalTraining training) {
    return new HeavyBall(new HeavyBall.Settings(momentum, averageVelocity), training);
  }

  public static Method quasiGlobalMomentum(
      double momentum, double averageDecayRate, LocalTraining training) {
    return new QuasiGlobalMomentum(
        new QuasiGlobalMomentum.Settings(momentum, averageDecayRate), training);
  }

  public static Method decentLam(double momentum, LocalTraining training) {
    return new DecentLam(new DecentLam.Settings(momentum), training);
  }

  public static Method gradientTracking(LocalTraining training) {
    return new GradientTracking(training);
  }

  public static Method stochasticGradientPush(LocalTraining training) {
    return new StochasticGradientPush(training);
  }

  private static LocalTraining withSteps(LocalTraining training, int steps) {
    return new LocalTraining(
        training.learningRate(),
        steps,
        training.localEpochs(),
        training.momentum(),
        training.weightDecay(),
        training.schedule(),
        training.clipNorm());
  }
}
