package org.hyperprism.method.baseline;

import static org.hyperprism.method.Term.plus;
import static org.hyperprism.method.Term.times;

import org.hyperprism.method.ExchangePhase;
import org.hyperprism.method.LocalPhase;
import org.hyperprism.method.LocalReport;
import org.hyperprism.method.LocalSteps;
import org.hyperprism.method.LocalTraining;
import org.hyperprism.method.Method;
import org.hyperprism.method.MethodFactory;
import org.hyperprism.method.PrimalStep;
import org.hyperprism.method.Start;
import org.hyperprism.method.Vector;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.model.ParameterLayout.Range;
import org.hyperprism.setting.NoSettings;
import org.hyperprism.topology.MixingRule;

/**
 * Stochastic gradient push, SGP (Assran, Loizou, Ballas and Rabbat, ICML 2019, arXiv 1811.10792):
 * gradient steps and push-sum (Kempe, Dobra and Gehrke, 2003), which needs no link to carry both
 * ways. At the start x = z and w = 1; the model z is trained and evaluated, x and w travel:
 *
 * <pre>
 *   x_i <- x_i - eta g_i(z_i)
 *   x_i <- sum_j p_ij x_j,   w_i <- sum_j p_ij w_j,   p_ij = 1 / (1 + receivers of j)
 *   z_i  = x_i / w_i
 * </pre>
 *
 * <p>Nobody need know whom it hears, only how many hear it. The columns of p sum to 1, so the sum
 * of all w stays m and the mean of all x is what D-PSGD keeps with doubly stochastic weights. Where
 * every device hears as many as hear it, w stays 1 and this is D-PSGD.
 *
 * <p>What a lost message carried is gone from both sums, unless the sender learns of it and keeps
 * it ({@code links.acknowledged}): z stays a weighted mean, but the weights w fall, and a step on z
 * is one of eta / w. With several local steps, or momentum, those run ahead of z, and x takes their
 * sum.
 */
public final class StochasticGradientPush extends Method {

  private static final long serialVersionUID = 1L;

  /** The scalar w. */
  private static final int WEIGHT = 0;

  private final PrimalStep step = new PrimalStep(this);
  private final LocalSteps steps = new LocalSteps(this);
  private final Vector numerator = kept("x");
  private final Vector directions = scratch("sum of directions");

  public StochasticGradientPush(LocalTraining training) {
    super(training);
    sends(numerator);
    scalars(1, 1);
  }

  @Override
  public MixingRule mixing() {
    return MixingRule.PUSH;
  }

  @Override
  public void start(Start device) {
    device.set(numerator, plus(MODEL));
    device.scalars()[device.scalarsOffset() + WEIGHT] = 1;
  }

  @Override
  public LocalReport localStep(LocalPhase device) {
    LocalSteps.Walk walk = steps.aheadOfModel(device, directions, step);
    double weight = device.scalars()[device.scalarsOffset() + WEIGHT];
    for (Range range : device.layout().ranges()) {
      if (!range.part().isTrained()) {
        // A moving average of z takes its own step, not one over w.
        device.set(range, directions, times(weight, directions));
      }
    }
    step.step(device, numerator, directions, numerator);
    LocalReport ahead = walk.reportAhead(directions, step);
    return new LocalReport(ahead.loss(), ahead.effectiveStep() / weight);
  }

  @Override
  public void aggregate(int exchange, ExchangePhase device) {
    double weight = 0;
    for (int member = 0; member < device.members(); member++) {
      weight += device.weight(member) * device.sentScalar(member, WEIGHT);
    }
    float rounded = (float) weight;
    device.scalars()[device.scalarsOffset() + WEIGHT] = rounded;
    device.mean(numerator, numerator);
    device.set(MODEL, times(1.0 / rounded, numerator));
  }

  /** x and w. */
  @Override
  public long bytesPerLink(ParameterLayout layout) {
    return super.bytesPerLink(layout) + BYTES_OF_FLOAT;
  }

  /** Registers it. */
  public static final class Factory extends MethodFactory<NoSettings> {

    public Factory() {
      super(
          "sgp",
          NoSettings.class,
          "SGP: gradient steps and push-sum, for links that carry one way (Assran et al. 2019)");
    }

    @Override
    public Method create(NoSettings settings, LocalTraining training, ParameterLayout layout) {
      return new StochasticGradientPush(training);
    }
  }
}
