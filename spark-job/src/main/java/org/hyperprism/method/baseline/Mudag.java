package org.hyperprism.method.baseline;

import static org.hyperprism.method.Term.minus;
import static org.hyperprism.method.Term.plus;
import static org.hyperprism.method.Term.times;

import java.io.Serializable;
import org.hyperprism.method.ExchangePhase;
import org.hyperprism.method.LocalPhase;
import org.hyperprism.method.LocalReport;
import org.hyperprism.method.LocalTraining;
import org.hyperprism.method.Method;
import org.hyperprism.method.MethodFactory;
import org.hyperprism.method.Start;
import org.hyperprism.method.Vector;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.setting.Setting;
import org.hyperprism.topology.MixingRule;
import org.hyperprism.topology.Spectrum;

/**
 * Mudag (Ye, Luo, Zhou and Zhang, JMLR 24(306), 2023, arXiv 2005.00797): Nesterov's acceleration,
 * gradient tracking and several exchanges per gradient. With g_t = G(y_t):
 *
 * <pre>
 *   x_{t+1} = FastMix(y_t + x_t - y_{t-1} - learningRate (g_t - g_{t-1}))
 *   y_{t+1} = x_{t+1} + beta (x_{t+1} - x_t),   beta = (1 - alpha) / (1 + alpha),  alpha = 1/sqrt(kappa)
 *   FastMix(X): X^{k+1} = (1 + eta_w) W X^k - eta_w X^{k-1},  X^{-1} = X^0 = X,  K times
 * </pre>
 *
 * <p>W = I - L / lambda_max of the round, unless links.weights says otherwise; eta_w = (1 - s) / (1
 * + s), s = sqrt(1 - lambda_2^2), with the eigenvalue lambda_2 of W that is largest in size but for
 * 1. All start at the same model, g_{-1} = 0.
 *
 * <p>The mean of x follows that of all gradients for good, unless messages are lost without both
 * ends knowing: then what they carried is missing for all time. Running statistics take their own
 * step and are averaged.
 */
public final class Mudag extends Method {

  private static final long serialVersionUID = 1L;

  /**
   * @param kappa condition number of the average objective, >= 1
   * @param exchanges exchanges K of FastMix in a round, >= 1
   * @param lambda2Limit what lambda_2 is capped at, in [0, 1): near 1, FastMix reflects the modes
   *     that W removes instead of damping them
   */
  public record Settings(
      @Setting(
              defaultValue = "10",
              range = ">= 1",
              documentation = "Condition number that the acceleration is set for; 1 is none.")
          double kappa,
      @Setting(
              defaultValue = "1",
              range = ">= 1",
              documentation = "Exchanges in every round (K of FastMix); traffic grows with it.")
          int exchanges,
      @Setting(
              defaultValue = "0.99",
              range = "0 to below 1",
              documentation =
                  "Cap of the second eigenvalue of a round's mixing matrix; near 1 the mixing turns"
                      + " into a reflection.")
          double lambda2Limit)
      implements Serializable {}

  private final Settings settings;
  private final Vector y = kept("y");
  private final Vector previousY = kept("previous y");
  private final Vector previousGradient = kept("previous gradient");
  private final Vector mixed = duringRound("mixed");
  private final Vector mixedBefore = duringRound("mixed before");
  private final Vector scratch = scratch("scratch");

  public Mudag(Settings settings, LocalTraining training) {
    super(training);
    this.settings = settings;
    sends(mixed);
  }

  @Override
  public MixingRule mixing() {
    return MixingRule.LAPLACIAN;
  }

  @Override
  public int exchanges() {
    return settings.exchanges;
  }

  @Override
  public void start(Start device) {
    device.set(y, plus(MODEL));
    device.set(previousY, plus(MODEL));
  }

  @Override
  public int gradients(int localSteps, boolean linked) {
    return 1;
  }

  @Override
  public LocalReport localStep(LocalPhase device) {
    double loss = device.gradient(0, y, scratch);
    device.set(
        mixed,
        plus(y),
        plus(MODEL),
        minus(previousY),
        times(-learningRate(), scratch),
        times(learningRate(), previousGradient));
    for (ParameterLayout.Range range : statistics(device)) {
      device.set(range, mixed, plus(MODEL), times(-learningRate(), scratch));
    }
    device.set(previousY, plus(y));
    device.set(previousGradient, plus(scratch));
    return new LocalReport(loss, learningRate());
  }

  @Override
  public void aggregate(int exchange, ExchangePhase device) {
    double inertia = inertia(device.topology().gossip());
    device.mean(scratch, mixed);
    device.set(
        scratch, times(1 + inertia, scratch), times(-inertia, exchange == 0 ? mixed : mixedBefore));
    for (ParameterLayout.Range range : statistics(device)) {
      device.mean(range, scratch, mixed);
    }
    if (exchange < settings.exchanges - 1) {
      device.set(mixedBefore, plus(mixed));
      device.set(mixed, plus(scratch));
    } else {
      double alpha = 1 / Math.sqrt(settings.kappa);
      double beta = (1 - alpha) / (1 + alpha);
      device.set(y, times(1 + beta, scratch), times(-beta, MODEL));
      device.set(MODEL, plus(scratch));
      for (ParameterLayout.Range range : statistics(device)) {
        device.set(range, y, plus(scratch));
      }
    }
  }

  /** FastMix's eta_w for a round's graph. */
  private double inertia(Spectrum gossip) {
    double most = Math.max(1 - gossip.smallestPositive(), gossip.largest() - 1);
    double lambda2 = Math.min(settings.lambda2Limit, most);
    double root = Math.sqrt(1 - lambda2 * lambda2);
    return (1 - root) / (1 + root);
  }

  /** Registers it. */
  public static final class Factory extends MethodFactory<Settings> {

    public Factory() {
      super(
          "mudag",
          Settings.class,
          "Mudag: gradient tracking, FastMix, acceleration (Ye et al. 2023)");
    }

    @Override
    public Method create(Settings settings, LocalTraining training, ParameterLayout layout) {
      return new Mudag(settings, training);
    }
  }
}
