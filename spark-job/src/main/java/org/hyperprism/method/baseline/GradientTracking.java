package org.hyperprism.method.baseline;

import static org.hyperprism.method.Term.minus;
import static org.hyperprism.method.Term.plus;
import static org.hyperprism.method.Term.times;

import org.hyperprism.method.ExchangePhase;
import org.hyperprism.method.LocalPhase;
import org.hyperprism.method.LocalReport;
import org.hyperprism.method.LocalTraining;
import org.hyperprism.method.Method;
import org.hyperprism.method.MethodFactory;
import org.hyperprism.method.PrimalStep;
import org.hyperprism.method.Vector;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.setting.NoSettings;

/**
 * Gradient tracking (Di Lorenzo and Scutari 2016, arXiv 1602.00591; Nedic, Olshevsky and Shi 2017,
 * arXiv 1607.03218), in the form and with the mini-batches of DSGT (Pu and Nedic 2021, arXiv
 * 1805.11454): y_i tracks the mean of all devices' gradients. At the start y_i = g_i(w_i), then
 *
 * <pre>
 *   w_i' = sum_j a_ij (w_j - eta y_j)
 *   y_i' = sum_j a_ij y_j + g_i(w_i') - g_i(w_i)
 * </pre>
 *
 * <p>The mean of all y is the mean of all gradients, so with exact gradients a step short enough
 * leads every device to the optimum of the mean objective, however much their data differ. 2 d
 * numbers cross a link.
 *
 * <p>One gradient a round: {@code train.localSteps} and {@code train.momentum} have no say, as the
 * papers have neither. {@code train.weightDecay} adds to every gradient. Running statistics are not
 * tracked: they take their own step and are averaged.
 */
public final class GradientTracking extends Method {

  private static final long serialVersionUID = 1L;

  private final PrimalStep step = new PrimalStep(this);
  private final Vector tracker = kept("y");
  private final Vector previousGradient = kept("previous gradient");
  private final Vector gradient = scratch("gradient");
  private final Vector direction = scratch("direction");

  public GradientTracking(LocalTraining training) {
    super(training.withMomentum(0));
    sends(MODEL, tracker);
    sendsDegree();
  }

  /** Columns of weights that do not sum to 1 would not keep the trackers' sum. */
  @Override
  public boolean needsLinksBothWays() {
    return true;
  }

  @Override
  public int gradients(int localSteps, boolean linked) {
    return 1;
  }

  @Override
  public LocalReport localStep(LocalPhase device) {
    double loss = device.gradient(0, MODEL, gradient);
    double gradientNorm = device.norm(gradient);
    step.direct(device, 0, MODEL, gradient);
    device.set(direction, plus(gradient));
    for (ParameterLayout.Range range : device.layout().trainedRanges()) {
      device.set(range, tracker, plus(tracker), plus(gradient), minus(previousGradient));
      device.set(range, previousGradient, plus(gradient));
      device.set(range, direction, plus(tracker));
    }
    device.set(MODEL, plus(MODEL), times(-learningRate(), direction));
    double moved = learningRate() * device.norm(direction);
    return new LocalReport(loss, gradientNorm == 0 ? 0 : moved / gradientNorm);
  }

  @Override
  public void aggregate(int exchange, ExchangePhase device) {
    device.mean(MODEL, MODEL);
    device.mean(tracker, tracker);
  }

  /** Registers it. */
  public static final class Factory extends MethodFactory<NoSettings> {

    public Factory() {
      super(
          "dsgt",
          NoSettings.class,
          "DSGT: gradient tracking with mini-batches (Pu and Nedic 2021)");
    }

    @Override
    public Method create(NoSettings settings, LocalTraining training, ParameterLayout layout) {
      return new GradientTracking(training);
    }
  }
}
