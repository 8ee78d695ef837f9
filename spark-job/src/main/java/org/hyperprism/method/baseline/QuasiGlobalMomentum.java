package org.hyperprism.method.baseline;

import java.io.Serializable;
import org.hyperprism.method.ExchangePhase;
import org.hyperprism.method.LocalPhase;
import org.hyperprism.method.LocalReport;
import org.hyperprism.method.LocalSteps;
import org.hyperprism.method.LocalTraining;
import org.hyperprism.method.Method;
import org.hyperprism.method.MethodFactory;
import org.hyperprism.method.QuasiGlobalStep;
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

  private final QuasiGlobalStep step;
  private final LocalSteps steps = new LocalSteps(this);

  public QuasiGlobalMomentum(Settings settings, LocalTraining training) {
    super(training.withMomentum(0));
    step = new QuasiGlobalStep(this, settings.momentum(), settings.averageDecayRate());
    sends(MODEL);
    sendsDegree();
  }

  @Override
  public LocalReport localStep(LocalPhase device) {
    step.beforeSteps(device);
    return steps.onModel(device, step).report();
  }

  @Override
  public void aggregate(int exchange, ExchangePhase device) {
    device.mean(MODEL, MODEL);
    step.afterMean(device);
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
