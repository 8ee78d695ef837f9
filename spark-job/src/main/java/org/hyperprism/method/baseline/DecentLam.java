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
 * DecentLaM (Yuan et al., ICCV 2021, arXiv 2104.11981): heavy-ball momentum of D-PSGD's whole step,
 * exchange included, instead of the device's own gradient alone. With m_i = 0 at first:
 *
 * <pre>
 *   g~_i = (w_i - sum_j a_ij (w_j - eta g_j(w_j))) / eta
 *   m_i <- beta m_i + g~_i
 *   w_i <- w_i - eta m_i
 * </pre>
 *
 * <p>It rests where g~ is 0, which is where D-PSGD rests, whatever beta is: the bias that {@link
 * HeavyBall} adds where the devices' data differ is gone. With beta = 0 it is D-PSGD. The paper has
 * beta = 0.9. d numbers cross a link.
 *
 * <p>The paper takes one gradient a round. With several local steps ({@code train.localSteps}) what
 * is sent is the model after them, so g~ is the sum of their gradients. {@code train.momentum} has
 * no say; {@code train.weightDecay} adds to every gradient. Running statistics have no momentum.
 */
public final class DecentLam extends Method {

  private static final long serialVersionUID = 1L;

  /**
   * @param momentum beta, in [0, 1)
   */
  public record Settings(
      @Setting(
              defaultValue = "0.9",
              range = "0 to below 1",
              documentation =
                  "Momentum beta of every round; stands in the place of train.momentum.")
          double momentum)
      implements Serializable {}

  private final double beta;
  private final PrimalStep step = new PrimalStep(this);
  private final LocalSteps steps = new LocalSteps(this);
  private final Vector momentum = kept("momentum");
  private final Vector before = duringRound("model before the round");

  public DecentLam(Settings settings, LocalTraining training) {
    super(training.withMomentum(0));
    beta = settings.momentum();
    sends(MODEL);
    sendsDegree();
  }

  @Override
  public LocalReport localStep(LocalPhase device) {
    device.set(before, plus(MODEL));
    return steps.onModel(device, step).report();
  }

  @Override
  public void aggregate(int exchange, ExchangePhase device) {
    device.mean(MODEL, MODEL);
    // A device whose own step was dropped has only what its neighbours sent.
    if (device.self() < 0) {
      return;
    }
    double perStep = 1 / learningRate();
    for (ParameterLayout.Range range : device.layout().trainedRanges()) {
      device.set(
          range, momentum, times(beta, momentum), times(perStep, before), times(-perStep, MODEL));
      device.set(range, MODEL, plus(before), times(-learningRate(), momentum));
    }
  }

  /** Registers it. */
  public static final class Factory extends MethodFactory<Settings> {

    public Factory() {
      super(
          "decentlam",
          Settings.class,
          "DecentLaM: momentum without the bias it adds to D-PSGD (Yuan et al. 2021)");
    }

    @Override
    public Method create(Settings settings, LocalTraining training, ParameterLayout layout) {
      return new DecentLam(settings, training);
    }
  }
}
