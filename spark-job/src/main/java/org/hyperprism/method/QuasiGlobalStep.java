package org.hyperprism.method;

import static org.hyperprism.method.Term.plus;
import static org.hyperprism.method.Term.times;

import java.io.Serializable;
import org.hyperprism.model.ParameterLayout;

/**
 * The gradient step with quasi-global momentum (Lin, Karimireddy, Stich and Jaggi, ICML 2021, arXiv
 * 2102.04761, Algorithm 1), from how the model itself moved in the rounds before, exchange
 * included:
 *
 * <pre>
 *   m_i    = beta m^_i + g_i(w_i),  w_i <- w_i - eta m_i
 *   m^_i' = mu m^_i + (1 - mu) (w_i - w_i') / (K eta)      once w_i' is the mean
 * </pre>
 *
 * <p>w_i is the model before the round's K steps, m^ is 0 at first and stays at home. Weight decay
 * adds to every gradient; the method's own momentum has no say. In epochs each device has a K of
 * its own, the same in every round, and keeps K m^.
 */
public final class QuasiGlobalStep implements MomentumStep, Serializable {

  private static final long serialVersionUID = 1L;

  private final double share;
  private final double decayRate;
  private final double perMovement;
  private final boolean inEpochs;
  private final PrimalStep step;
  private final Vector momentum;
  private final Vector before;

  /**
   * @param method whose step it is; gets the momentum and the model before the round as further
   *     vectors
   * @param share beta, in [0, 1)
   * @param decayRate mu, in [0, 1)
   */
  public QuasiGlobalStep(Method method, double share, double decayRate) {
    this.share = share;
    this.decayRate = decayRate;
    LocalTraining training = method.training();
    inEpochs = training.inEpochs();
    int steps = inEpochs ? 1 : training.localSteps();
    perMovement = (1 - decayRate) / (training.learningRate() * steps);
    step = new PrimalStep(method, training.withMomentum(0), true);
    momentum = method.kept("quasi-global momentum");
    before = method.duringRound("model before the round");
  }

  @Override
  public void beforeSteps(LocalPhase device) {
    device.set(before, plus(Method.MODEL));
  }

  @Override
  public void direct(LocalPhase device, int localStep, Vector weights, Vector gradient) {
    step.direct(device, localStep, weights, gradient);
    double factor = inEpochs ? share / device.localSteps() : share;
    for (ParameterLayout.Range range : device.layout().trainedRanges()) {
      device.set(range, gradient, plus(gradient), times(factor, momentum));
    }
  }

  @Override
  public void step(LocalPhase device, Vector from, Vector direction, Vector target) {
    step.step(device, from, direction, target);
  }

  @Override
  public void afterMean(ExchangePhase device) {
    // A device whose own step was dropped has not moved by itself.
    if (device.self() >= 0) {
      device.set(
          momentum,
          times(decayRate, momentum),
          times(perMovement, before),
          times(-perMovement, Method.MODEL));
    }
  }
}
