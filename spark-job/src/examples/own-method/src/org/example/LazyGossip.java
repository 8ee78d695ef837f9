package org.example;

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

/** Gossip that goes a part of the way: w_i <- (1 - share) u_i + share sum_j a_ij u_j. */
public final class LazyGossip extends Method {

  public record Settings(
      @Setting(defaultValue = "0.5", range = "0 to 1", documentation = "Part of the way that is gone.")
          double share)
      implements Serializable {}

  private final double share;
  private final PrimalStep step = new PrimalStep(this);
  private final LocalSteps steps = new LocalSteps(this);
  private final Vector mean = scratch("mean");

  LazyGossip(Settings settings, LocalTraining training) {
    super(training);
    share = settings.share();
    sends(MODEL);
    sendsDegree();
  }

  @Override
  public LocalReport localStep(LocalPhase device) {
    return steps.onModel(device, step).report();
  }

  @Override
  public void aggregate(int exchange, ExchangePhase device) {
    device.mean(mean, MODEL);
    device.set(MODEL, times(1 - share, MODEL), times(share, mean));
  }

  public static final class Factory extends MethodFactory<Settings> {
    public Factory() {
      super("lazy-gossip", Settings.class, "gossip that goes a part of the way");
    }

    @Override
    public Method create(Settings settings, LocalTraining training, ParameterLayout layout) {
      return new LazyGossip(settings, training);
    }
  }
}
