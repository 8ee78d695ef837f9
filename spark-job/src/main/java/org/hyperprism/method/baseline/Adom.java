package org.hyperprism.method.baseline;

import static org.hyperprism.method.Term.plus;
import static org.hyperprism.method.Term.times;

import java.util.List;
import org.hyperprism.method.DeviceVectors;
import org.hyperprism.method.ExchangePhase;
import org.hyperprism.method.LocalPhase;
import org.hyperprism.method.LocalReport;
import org.hyperprism.method.LocalTraining;
import org.hyperprism.method.Method;
import org.hyperprism.method.MethodFactory;
import org.hyperprism.method.Vector;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.topology.MixingRule;
import org.hyperprism.topology.Spectrum;

/**
 * ADOM (Kovalev, Shulgin, Richtarik, Rogozin and Gasnikov, ICML 2021, arXiv 2102.09234):
 * accelerated steps on the dual problem, with error feedback m in place of the projection onto
 * consensus. With W = L / lambda_max of the round, or what {@link AcceleratedProblem} says:
 *
 * <pre>
 *   z_g = tau z + (1 - tau) z_f
 *   g   = grad F*(z_g)                          the dual gradient: argmin_x f(x) - (x, z_g)
 *   D   = W (m - eta g)
 *   m   = m - eta g - D
 *   z   = z + eta alpha (z_g - z) + D
 *   z_f = z_g - theta W g
 * </pre>
 *
 * <p>The dual gradient of a network is not at hand, so it is inexact: each device keeps x warm,
 * takes steps x <- x - learningRate (grad f(x) - z_g), and g = x; with as many steps as solve the
 * inner problem this is ADOM itself. x is the model, because it is what the theorem bounds and what
 * a device can use. Devices draw together only through z, so their models spread more than those of
 * averaging methods.
 *
 * <p>The sum of all z is 0 for good, unless messages are lost without both ends knowing: then what
 * they carried is missing for all time. Running statistics take their own step and are averaged.
 */
public final class Adom extends Method {

  private static final long serialVersionUID = 1L;

  private final AcceleratedProblem problem;
  private final Vector z = kept("z");
  private final Vector zF = kept("z_f");
  private final Vector m = kept("m");
  private final Vector scratch = scratch("scratch");

  public Adom(AcceleratedProblem problem, LocalTraining training) {
    super(training);
    this.problem = problem;
    sends(MODEL, m);
  }

  /** The constants of a round; W is scaled to the largest eigenvalue 1, by sigma. */
  private record Constants(double alpha, double eta, double theta, double sigma, double tau) {}

  @Override
  public MixingRule mixing() {
    return MixingRule.LAPLACIAN;
  }

  private Constants constants(DeviceVectors device) {
    Spectrum gossip = device.topology().gossip();
    double lambda = problem.smallestEigenvalue(device.topology());
    double smoothness = AcceleratedProblem.smoothness(learningRate());
    double convexity = problem.strongConvexity(learningRate());
    return new Constants(
        1 / (2 * smoothness),
        2 * lambda * Math.sqrt(convexity * smoothness) / 7,
        convexity,
        AcceleratedProblem.scale(gossip),
        lambda / 7 * Math.sqrt(convexity / smoothness));
  }

  @Override
  public LocalReport localStep(LocalPhase device) {
    Constants constants = constants(device);
    // From here to the end of the round z_f stands for z_g, and m for m - eta g.
    device.set(zF, times(constants.tau, z), times(1 - constants.tau, zF));
    double loss = 0;
    int steps = device.localSteps();
    for (int step = 0; step < steps; step++) {
      loss += device.gradient(step, MODEL, scratch);
      device.set(MODEL, plus(MODEL), times(-learningRate(), scratch), times(learningRate(), zF));
    }
    device.set(m, plus(m), times(-constants.eta, MODEL));
    return new LocalReport(loss / steps, learningRate());
  }

  @Override
  public void aggregate(int exchange, ExchangePhase device) {
    Constants constants = constants(device);
    double pull = constants.eta * constants.alpha;
    double sigma = constants.sigma;
    // W v = sigma (v - mean(v)).
    device.mean(scratch, m);
    device.set(z, times(1 - pull, z), times(pull, zF), times(sigma, m), times(-sigma, scratch));
    if (sigma == 1) {
      device.set(m, plus(scratch));
    } else {
      device.set(m, times(1 - sigma, m), times(sigma, scratch));
    }
    device.mean(scratch, MODEL);
    double theta = constants.theta * sigma;
    device.set(zF, plus(zF), times(-theta, MODEL), times(theta, scratch));
    for (ParameterLayout.Range range : statistics(device)) {
      device.set(range, MODEL, plus(scratch));
      for (Vector dual : List.of(z, zF, m)) {
        device.set(range, dual, times(0, MODEL));
      }
    }
  }

  /** Registers it. */
  public static final class Factory extends MethodFactory<AcceleratedProblem> {

    public Factory() {
      super(
          "adom",
          AcceleratedProblem.class,
          "ADOM: accelerated dual steps with error feedback (Kovalev et al. 2021)");
    }

    @Override
    public Method create(
        AcceleratedProblem settings, LocalTraining training, ParameterLayout layout) {
      return new Adom(settings, training);
    }
  }
}
