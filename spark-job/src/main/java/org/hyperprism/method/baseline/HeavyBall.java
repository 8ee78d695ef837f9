package org.hyperprism.method.baseline;

import java.io.Serializable;
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
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.setting.Setting;

/**
 * Decentralised gradient descent with heavy-ball momentum (DmSGD), velocity v_i:
 *
 * <pre>
 *   v_i <- beta v_i + g_i(w_i)
 *   w_i <- sum_j a_ij (w_j - eta v_j)
 *   v_i <- sum_j a_ij v_j                 with averageVelocity
 * </pre>
 *
 * <p>With the velocity at home it is the method of Gao and Huang (2020, arXiv 2008.10435) and the
 * DmSGD of Yuan et al. (ICCV 2021, arXiv 2104.11981), and D-PSGD whose {@code train.momentum} is
 * beta. Where the devices' data differ, momentum then magnifies the bias of D-PSGD: the models rest
 * where those of D-PSGD with eta / (1 - beta) do. Averaged velocities are those of Yu, Jin and Yang
 * (ICML 2019, arXiv 1905.03817); 2 d numbers cross a link.
 *
 * <p>Several local steps carry the velocity from one to the next. {@code train.momentum} has no
 * say; {@code train.weightDecay} adds to every gradient.
 */
public final class HeavyBall extends Method {

  private static final long serialVersionUID = 1L;

  /**
   * @param momentum beta, in [0, 1)
   * @param averageVelocity whether velocities are averaged over the links, too
   */
  public record Settings(
      @Setting(
              defaultValue = "0.9",
              range = "0 to below 1",
              documentation = "Momentum beta of every step; stands in the place of train.momentum.")
          double momentum,
      @Setting(
              defaultValue = "false",
              documentation =
                  "Whether devices average their velocities like their models, which doubles the"
                      + " traffic, instead of keeping them at home.")
          boolean averageVelocity)
      implements Serializable {}

  private final MomentumStep step;
  private final LocalSteps steps = new LocalSteps(this);

  public HeavyBall(Settings settings, LocalTraining training) {
    super(training.withMomentum(settings.momentum()));
    sends(MODEL);
    sendsDegree();
    boolean average = settings.averageVelocity() && settings.momentum() != 0;
    step = average ? new AveragedVelocityStep(this) : new PrimalStep(this);
  }

  @Override
  public LocalReport localStep(LocalPhase device) {
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
          "heavy-ball",
          Settings.class,
          "D-PSGD with momentum, velocity at home or averaged (Yu et al. 2019)");
    }

    @Override
    public Method create(Settings settings, LocalTraining training, ParameterLayout layout) {
      return new HeavyBall(settings, training);
    }
  }
}
