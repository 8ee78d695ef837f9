package org.hyperprism.method.baseline;

import static org.hyperprism.method.Term.plus;
import static org.hyperprism.method.Term.times;

import java.io.Serializable;
import org.hyperprism.method.ExchangePhase;
import org.hyperprism.method.LocalPhase;
import org.hyperprism.method.LocalReport;
import org.hyperprism.method.LocalSteps;
import org.hyperprism.method.LocalTraining;
import org.hyperprism.method.Method;
import org.hyperprism.method.MethodFactory;
import org.hyperprism.method.PrimalStep;
import org.hyperprism.method.Vector;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.setting.Setting;

/**
 * QG-DSGDm (Lin, Karimireddy, Stich and Jaggi, ICML 2021, arXiv 2102.04761, Algorithm 1): momentum
 * from how the model itself moved, exchange included, and not from the device's own gradients. With
 * the quasi-global momentum m^_i, 0 at first:
 *
 * <pre>
 *   m_i    = beta m^_i + g_i(w_i)
 *   w_i'   = sum_j a_ij (w_j - eta m_j)
 *   m^_i' = mu m^_i + (1 - mu) (w_i - w_i') / eta
 * </pre>
 *
 * <p>The paper has beta = mu = 0.9. With beta = 0 it is D-PSGD, and whatever beta and mu are, it
 * rests where D-PSGD does: what does not move has no momentum. m^ stays at home, so a link carries
 * no more than one of D-PSGD.
 *
 * <p>The paper takes one gradient a round. Of K local steps ({@code train.localSteps}) each adds
 * beta m^_i to its gradient, and the movement is divided by K eta; in epochs each device has a K of
 * its own. {@code train.momentum} has no say; {@code train.weightDecay} adds to every gradient, as
 * in the authors' code.
 */
public final class QuasiGlobalMomentum extends Method {

  private static final long serialVersionUID = 1L;

  /**
   * @param momentum beta, in [0, 1)
   * @param averageDecayRate mu, in [0, 1)
   */
  public record Settings(
      @Setting(
              defaultValue = "0.9",
              range = "0 to below 1",
              documentation =
                  "Share beta of the quasi-global momentum in every step; stands in the place of"
                      + " train.momentum.")
          double momentum,
      @Setting(
              defaultValue = "0.9",
              range = "0 to below 1",
              documentation =
                  "Decay rate mu of the moving average of a model's movements that the momentum"
                      + " is; 0 takes the latest alone.")
          double averageDecayRate)
      implements Serializable {}

  private final Settings settings;
  private final LocalSteps steps = new LocalSteps(this);
  private final PrimalStep step = new PrimalStep(this);
  private final Vector momentum = kept("quasi-global momentum");
  private final Vector before = duringRound("model before the round");

  public QuasiGlobalMomentum(Settings settings, LocalTraining training) {
    super(training.withMomentum(0));
    this.settings = settings;
    sends(MODEL);
    sendsDegree();
    // In epochs: the number of the round's local steps.
    scalars(training.inEpochs() ? 1 : 0, 0);
  }

  /** Gradient steps with the momentum in each, which no step changes. */
  private final class MomentumStep implements LocalSteps.Rule {

    @Override
    public void direct(LocalPhase device, int localStep, Vector weights, Vector gradient) {
      step.direct(device, localStep, weights, gradient);
      for (ParameterLayout.Range range : device.layout().trainedRanges()) {
        device.set(range, gradient, plus(gradient), times(settings.momentum(), momentum));
      }
    }

    @Override
    public void step(LocalPhase device, Vector from, Vector direction, Vector target) {
      step.step(device, from, direction, target);
    }
  }

  @Override
  public LocalReport localStep(LocalPhase device) {
    device.set(before, plus(MODEL));
    if (training().inEpochs()) {
      device.scalars()[device.scalarsOffset()] = device.localSteps();
    }
    return steps.onModel(device, new MomentumStep()).report();
  }

  @Override
  public void aggregate(int exchange, ExchangePhase device) {
    device.mean(MODEL, MODEL);
    // A device whose own step was dropped has not moved by itself.
    if (device.self() < 0) {
      return;
    }
    double decay = settings.averageDecayRate();
    double steps =
        training().inEpochs() ? device.scalars()[device.scalarsOffset()] : training().localSteps();
    double perStep = (1 - decay) / (learningRate() * steps);
    device.set(momentum, times(decay, momentum), times(perStep, before), times(-perStep, MODEL));
  }

  /** Registers it. */
  public static final class Factory extends MethodFactory<Settings> {

    public Factory() {
      super(
          "qg-dsgdm",
          Settings.class,
          "QG-DSGDm: momentum of the model's own movement (Lin et al. 2021)");
    }

    @Override
    public Method create(Settings settings, LocalTraining training, ParameterLayout layout) {
      return new QuasiGlobalMomentum(settings, training);
    }
  }
}
