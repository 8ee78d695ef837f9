package org.hyperprism.method;

import static org.hyperprism.method.Term.minus;
import static org.hyperprism.method.Term.plus;
import static org.hyperprism.method.Term.times;

import org.hyperprism.model.ParameterLayout;
import org.hyperprism.topology.MixingRule;

/**
 * ADOM (Kovalev, Shulgin, Richtarik, Rogozin and Gasnikov, ICML 2021, arXiv 2102.09234):
 * accelerated steps on the dual problem, with error feedback m in place of the projection onto
 * consensus. With W = L / lambda_max of the round:
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
 * @param problem L, mu and the floor of the graph's eigenvalue; its learning rate is the one of the
 *     inner steps
 * @param innerSteps gradient steps towards the dual gradient in a round, >= 1
 */
public record Adom(AcceleratedProblem problem, int innerSteps) implements Method {

  private static final long serialVersionUID = 1L;
  private static final int Z = 1;
  private static final int Z_F = 2;
  private static final int M = 3;
  private static final int SCRATCH = 4;

  /** The constants of a round; W is scaled to the largest eigenvalue 1, so sigma is 1. */
  private record Constants(double alpha, double eta, double theta, double tau) {}

  @Override
  public MethodName name() {
    return MethodName.ADOM;
  }

  @Override
  public double learningRate() {
    return problem.learningRate();
  }

  @Override
  public VectorPlan vectors() {
    return VectorPlan.of(4, 0, 1, MODEL, M);
  }

  @Override
  public MixingRule mixing() {
    return MixingRule.LAPLACIAN;
  }

  private Constants constants(DeviceVectors device) {
    double lambda = problem.smallestEigenvalue(device.topology().spectrum());
    double smoothness = problem.smoothness();
    double convexity = problem.strongConvexity();
    return new Constants(
        1 / (2 * smoothness),
        2 * lambda * Math.sqrt(convexity * smoothness) / 7,
        convexity,
        lambda / 7 * Math.sqrt(convexity / smoothness));
  }

  @Override
  public LocalReport localStep(LocalPhase device) {
    Constants constants = constants(device);
    // From here to the end of the round z_f stands for z_g, and m for m - eta g.
    device.set(Z_F, times(constants.tau, Z), times(1 - constants.tau, Z_F));
    double learningRate = problem.learningRate();
    double loss = 0;
    for (int step = 0; step < innerSteps; step++) {
      loss += device.gradient(step, MODEL, SCRATCH);
      device.set(MODEL, plus(MODEL), times(-learningRate, SCRATCH), times(learningRate, Z_F));
    }
    device.set(M, plus(M), times(-constants.eta, MODEL));
    return new LocalReport(loss / innerSteps, learningRate);
  }

  @Override
  public void aggregate(int exchange, ExchangePhase device) {
    Constants constants = constants(device);
    double pull = constants.eta * constants.alpha;
    // W v = v - mean(v).
    device.mean(SCRATCH, M);
    device.set(Z, times(1 - pull, Z), times(pull, Z_F), plus(M), minus(SCRATCH));
    device.set(M, plus(SCRATCH));
    device.mean(SCRATCH, MODEL);
    device.set(Z_F, plus(Z_F), times(-constants.theta, MODEL), times(constants.theta, SCRATCH));
  }

  @Override
  public long bytesPerLink(ParameterLayout layout) {
    return 2 * Traffic.FLOAT * layout.parameters();
  }
}
