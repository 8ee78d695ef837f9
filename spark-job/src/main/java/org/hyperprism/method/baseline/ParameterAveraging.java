package org.hyperprism.method.baseline;

import org.hyperprism.method.ExchangePhase;
import org.hyperprism.method.LocalPhase;
import org.hyperprism.method.LocalReport;
import org.hyperprism.method.LocalTraining;
import org.hyperprism.method.Method;
import org.hyperprism.method.MethodFactory;
import org.hyperprism.method.Vector;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.setting.NoSettings;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.derived.PresentLinks;
import org.hyperprism.topology.schedule.RandomDensity;

/**
 * Parameter averaging at a centre that has all samples (McDonald, Hall and Mann 2010), as
 * Deeplearning4j's {@code ParameterAveragingTrainingMaster} does it on Spark: a yardstick that no
 * devices can run. In each round as many workers as there are devices begin with the centre's model
 * and take the local steps on mini-batches of all samples, and the centre takes their mean.
 *
 * <p>The rounds are not here: the class says what else the tables need to know. No device talks to
 * another; each worker gets the centre's model and sends its own, and with momentum the velocities
 * with both.
 */
public final class ParameterAveraging extends Method {

  private static final long serialVersionUID = 1L;

  public ParameterAveraging(LocalTraining training) {
    super(training);
    if (training.momentum() == 0) {
      sends(MODEL);
    } else {
      Vector velocity = kept("velocity");
      sends(MODEL, velocity);
    }
  }

  /** Whatever links there are between devices, none is used: a graph of density 0. */
  @Override
  public LinkSchedule links(LinkSchedule available, RandomStreams random) {
    return PresentLinks.among(new RandomDensity(available.devices(), 0, 0), available);
  }

  @Override
  public LocalReport localStep(LocalPhase device) {
    throw notHere();
  }

  @Override
  public void aggregate(int exchange, ExchangePhase device) {
    throw notHere();
  }

  private static IllegalStateException notHere() {
    return new IllegalStateException("the rounds of central-dl4j are a centre's, not a device's");
  }

  /** Registers it. */
  public static final class Factory extends MethodFactory<NoSettings> {

    public Factory() {
      super(
          "central-dl4j",
          NoSettings.class,
          "a yardstick: Deeplearning4j's parameter averaging at a centre that has all samples");
    }

    @Override
    public Method create(NoSettings settings, LocalTraining training, ParameterLayout layout) {
      return new ParameterAveraging(training);
    }

    @Override
    public boolean hasCentre() {
      return true;
    }
  }
}
