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
import org.hyperprism.topology.derived.PresentLinks;
import org.hyperprism.topology.schedule.RandomDensity;

/**
 * No exchange at all: every device trains alone on what it has, w_i <- w_i - eta g_i(w_i). What any
 * decentralised method must be better than.
 */
public final class Local extends Method {

  private static final long serialVersionUID = 1L;

  private final PrimalStep step = new PrimalStep(this);
  private final LocalSteps steps = new LocalSteps(this);

  public Local(LocalTraining training) {
    super(training);
  }

  /** Whatever links there are, none is used: a graph of density 0 needs no chance. */
  @Override
  public LinkSchedule links(LinkSchedule available, RandomStreams random) {
    return PresentLinks.among(new RandomDensity(available.devices(), 0, 0), available);
  }

  @Override
  public LocalReport localStep(LocalPhase device) {
    return steps.onModel(device, step).report();
  }

  @Override
  public void aggregate(int exchange, ExchangePhase device) {}

  /** Registers it. */
  public static final class Factory extends MethodFactory<NoSettings> {

    public Factory() {
      super("local", NoSettings.class, "no exchange: every device trains alone");
    }

    @Override
    public Method create(NoSettings settings, LocalTraining training, ParameterLayout layout) {
      return new Local(training);
    }
  }
}
