package org.hyperprism.method.baseline;

import org.hyperprism.method.ExchangePhase;
import org.hyperprism.method.LocalPhase;
import org.hyperprism.method.LocalReport;
import org.hyperprism.method.LocalSteps;
import org.hyperprism.method.LocalTraining;
import org.hyperprism.method.Method;
import org.hyperprism.method.MethodFactory;
import org.hyperprism.method.PrimalStep;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.setting.NoSettings;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.MixingRule;
import org.hyperprism.topology.derived.PresentLinks;
import org.hyperprism.topology.schedule.RandomDensity;

/**
 * The exact mean of all devices after their local steps, w_i <- 1/m sum_j (w_j - eta g_j(w_j)): a
 * yardstick that no decentralised network can run. It is what D-PSGD (Lian et al. 2017, arXiv
 * 1705.09056) does on a complete graph, and with one local step gradient descent on the mean of the
 * devices' mini-batch losses.
 *
 * <p>Every device hears all others that are there in every round, whatever links there are: m (m -
 * 1) messages of d numbers. The weights of a complete graph are 1/m by every rule ({@link
 * MixingRule}) but the lazy one, with which the mean is not exact; {@code links.messageLoss} loses
 * messages here too.
 */
public final class Central extends Method {

  private static final long serialVersionUID = 1L;

  private final PrimalStep step = new PrimalStep(this);
  private final LocalSteps steps = new LocalSteps(this);

  public Central(LocalTraining training) {
    super(training);
    sends(MODEL);
  }

  /** All links there could be: a graph of density 1 needs no chance. */
  @Override
  public LinkSchedule links(LinkSchedule available, RandomStreams random) {
    return PresentLinks.among(new RandomDensity(available.devices(), 1, 0), available);
  }

  @Override
  public LocalReport localStep(LocalPhase device) {
    return steps.onModel(device, step).report();
  }

  @Override
  public void aggregate(int exchange, ExchangePhase device) {
    device.mean(MODEL, MODEL);
  }

  /** Registers it. */
  public static final class Factory extends MethodFactory<NoSettings> {

    public Factory() {
      super("central", NoSettings.class, "a yardstick: every device gets the exact mean of all");
    }

    @Override
    public Method create(NoSettings settings, LocalTraining training, ParameterLayout layout) {
      return new Central(training);
    }
  }
}
