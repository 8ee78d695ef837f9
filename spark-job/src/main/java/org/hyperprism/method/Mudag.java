package org.hyperprism.method;

import static org.hyperprism.method.Term.minus;
import static org.hyperprism.method.Term.plus;
import static org.hyperprism.method.Term.times;

import org.hyperprism.model.ParameterLayout;
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
 * <p>W = I - L / lambda_max of the round; eta_w = (1 - s) / (1 + s), s = sqrt(1 - lambda_2^2), with
 * the largest eigenvalue lambda_2 of W below 1. All start at the same model, g_{-1} = 0.
 *
 * @param learningRate step length, 1/L for an L-smooth average objective
 * @param kappa condition number of the average objective, >= 1
 * @param mixings exchanges K of FastMix in a round, >= 1
 * @param lambda2Limit what lambda_2 is capped at, in [0, 1): near 1, FastMix reflects the modes
 *     that W removes instead of damping them
 */
public record Mudag(double learningRate, double kappa, int mixings, double lambda2Limit)
    implements Method {

  private static final long serialVersionUID = 1L;
  private static final int Y = 1;
  private static final int PREVIOUS_Y = 2;
  private static final int PREVIOUS_GRADIENT = 3;
  private static final int MIXED = 4;
  private static final int MIXED_BEFORE = 5;
  private static final int SCRATCH = 6;

  public Mudag {
    if (!(learningRate > 0 && kappa >= 1 && lambda2Limit >= 0 && lambda2Limit < 1) || mixings < 1) {
      throw new IllegalArgumentException(
          "Mudag needs a learning rate > 0, kappa >= 1, exchanges >= 1 and a limit of lambda_2 in [0, 1); got %s, %s, %d and %s"
              .formatted(learningRate, kappa, mixings, lambda2Limit));
    }
  }

  @Override
  public MethodName name() {
    return MethodName.MUDAG;
  }

  @Override
  public VectorPlan vectors() {
    return VectorPlan.of(4, 2, 1, MIXED);
  }

  @Override
  public MixingRule mixing() {
    return MixingRule.LAPLACIAN;
  }

  @Override
  public int exchanges() {
    return mixings;
  }

  @Override
  public void start(Start device) {
    device.set(Y, plus(MODEL));
    device.set(PREVIOUS_Y, plus(MODEL));
  }

  @Override
  public LocalReport localStep(LocalPhase device) {
    double loss = device.gradient(0, Y, SCRATCH);
    device.set(
        MIXED,
        plus(Y),
        plus(MODEL),
        minus(PREVIOUS_Y),
        times(-learningRate, SCRATCH),
        times(learningRate, PREVIOUS_GRADIENT));
    device.set(PREVIOUS_Y, plus(Y));
    device.set(PREVIOUS_GRADIENT, plus(SCRATCH));
    return new LocalReport(loss, learningRate);
  }

  @Override
  public void aggregate(int exchange, ExchangePhase device) {
    double inertia = inertia(device.topology().spectrum());
    device.mean(SCRATCH, MIXED);
    device.set(
        SCRATCH,
        times(1 + inertia, SCRATCH),
        times(-inertia, exchange == 0 ? MIXED : MIXED_BEFORE));
    if (exchange < mixings - 1) {
      device.set(MIXED_BEFORE, plus(MIXED));
      device.set(MIXED, plus(SCRATCH));
    } else {
      double alpha = 1 / Math.sqrt(kappa);
      double beta = (1 - alpha) / (1 + alpha);
      device.set(Y, times(1 + beta, SCRATCH), times(-beta, MODEL));
      device.set(MODEL, plus(SCRATCH));
    }
  }

  /** FastMix's eta_w for a round's graph. */
  private double inertia(Spectrum spectrum) {
    double lambda2 = Math.min(lambda2Limit, 1 - spectrum.ratio());
    double root = Math.sqrt(1 - lambda2 * lambda2);
    return (1 - root) / (1 + root);
  }

  @Override
  public long bytesPerLink(ParameterLayout layout) {
    return mixings * Traffic.FLOAT * layout.parameters();
  }
}
