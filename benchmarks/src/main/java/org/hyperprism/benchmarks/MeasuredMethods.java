package org.hyperprism.benchmarks;

import org.hyperprism.method.LocalTraining;
import org.hyperprism.method.Method;
import org.hyperprism.method.StepOrder;
import org.hyperprism.method.baseline.Dpsgd;
import org.hyperprism.method.hyperprism.ExponentSchedule;
import org.hyperprism.method.hyperprism.HyperPrism;
import org.hyperprism.method.hyperprism.HyperPrismSettings;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.setting.SettingSchema;

/** The methods whose rounds are measured, with the default values of what is not said here. */
final class MeasuredMethods {

  private MeasuredMethods() {}

  /** D-PSGD that steps, then combines. */
  static Method dpsgd(LocalTraining training) {
    return new Dpsgd(new Dpsgd.Settings(StepOrder.ATC), training);
  }

  /** HyperPrism with mirror steps and one fixed exponent p >= 1 for the whole model. */
  static Method hyperPrism(double p, LocalTraining training, ParameterLayout layout) {
    return mirrorSteps(new ExponentSchedule.Constant(p), training, layout);
  }

  /** HyperPrism with mirror steps and exponents that every device learns. */
  static Method learningHyperPrism(LocalTraining training, ParameterLayout layout) {
    return mirrorSteps(new ExponentSchedule.Learned(), training, layout);
  }

  private static Method mirrorSteps(
      ExponentSchedule p, LocalTraining training, ParameterLayout layout) {
    HyperPrismSettings standard = SettingSchema.of(HyperPrismSettings.class).defaults();
    HyperPrismSettings settings =
        new HyperPrismSettings(
            HyperPrismSettings.Preset.MIRROR_ATC,
            p,
            p,
            HyperPrismSettings.Decision.DENSE,
            StepOrder.ATC,
            standard.mapping(),
            standard.mirrorGradientScale(),
            standard.elasticity(),
            standard.mirrorMomentum(),
            HyperPrismSettings.MomentumKind.HEAVY_BALL,
            standard.hypernetwork());
    return new HyperPrism(settings, training, layout);
  }
}
