package org.hyperprism.method.baseline;

import static org.hyperprism.method.Term.times;

import java.io.Serializable;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hyperprism.method.ExchangePhase;
import org.hyperprism.method.LocalPhase;
import org.hyperprism.method.LocalReport;
import org.hyperprism.method.LocalSteps;
import org.hyperprism.method.LocalTraining;
import org.hyperprism.method.Method;
import org.hyperprism.method.MethodFactory;
import org.hyperprism.method.PrimalStep;
import org.hyperprism.method.StepOrder;
import org.hyperprism.method.TheoryBound;
import org.hyperprism.method.Vector;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.setting.Setting;

/**
 * D-PSGD (Lian et al. 2017, arXiv 1705.09056): gradient steps and linear averaging over neighbours.
 *
 * <pre>
 *   CTA, the paper's Algorithm 1:  w_i <- sum_j a_ij w_j - eta g_i(w_i)
 *   ATC:                           w_i <- sum_j a_ij (w_j - eta g_j(w_j))
 * </pre>
 */
public final class Dpsgd extends Method {

  private static final long serialVersionUID = 1L;

  /**
   * @param order {@link StepOrder#ATC} or {@link StepOrder#CTA}
   */
  public record Settings(
      @Setting(
              defaultValue = "atc",
              refused = {"primal", "both"},
              refusedBecause =
                  "those are HyperPrism's; for the weighted mean of D-PSGD primal is atc",
              documentation =
                  "Where the gradient step stands: atc steps, then combines; cta combines, then"
                      + " steps.")
          StepOrder order)
      implements Serializable {}

  private final Settings settings;
  private final PrimalStep step = new PrimalStep(this);
  private final LocalSteps steps = new LocalSteps(this);
  private final Vector gradientSum;

  public Dpsgd(Settings settings, LocalTraining training) {
    super(training);
    this.settings = settings;
    gradientSum = duringRoundIf(settings.order() == StepOrder.CTA, "gradient sum");
    sends(MODEL);
    sendsDegree();
  }

  @Override
  public LocalReport localStep(LocalPhase device) {
    return settings.order() == StepOrder.CTA
        ? steps.aheadOfModel(device, gradientSum, step).reportAhead(gradientSum, step)
        : steps.onModel(device, step).report();
  }

  @Override
  public void aggregate(int exchange, ExchangePhase device) {
    if (settings.order() == StepOrder.CTA) {
      device.mean(MODEL, MODEL, times(-learningRate(), gradientSum));
    } else {
      device.mean(MODEL, MODEL);
    }
  }

  /** With order CTA, pairs that meet and gradients of what was read, it is AD-PSGD. */
  @Override
  public Optional<String> objectionToAsynchrony() {
    return Optional.empty();
  }

  /** Registers it. */
  public static final class Factory extends MethodFactory<Settings> {

    public Factory() {
      super("dpsgd", Settings.class, "D-PSGD: local steps, weighted mean (Lian et al. 2017)");
    }

    @Override
    public Method create(Settings settings, LocalTraining training, ParameterLayout layout) {
      return new Dpsgd(settings, training);
    }

    @Override
    public OptionalDouble theoryBound(int devices, int rounds, double exponent) {
      return OptionalDouble.of(TheoryBound.of(devices, rounds, 1));
    }
  }
}
