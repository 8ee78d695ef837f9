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
import org.hyperprism.method.Start;
import org.hyperprism.method.Vector;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.topology.MixingRule;

/**
 * ADOM+ (Kovalev, Gasanov, Gasnikov and Richtarik, NeurIPS 2021): the accelerated method for
 * changing networks that needs primal gradients only. With W = L / lambda_max of the round, or what
 * {@link AcceleratedProblem} says, and subscript g for the point between a sequence and its
 * averaged twin f:
 *
 * <pre>
 *   x_g = tau1 x + (1 - tau1) x_f,  y_g, z_g likewise with sigma1;  h = grad F(x_g) - nu x_g;  s = y_g + z_g
 *   (1 + eta alpha) x' - eta y'     = x + eta alpha x_g - eta h
 *   theta x' + (1 + theta beta) y'  = y + theta beta h - (theta/nu) s
 *   x_f = x_g + tau2 (x' - x);  y_f = y_g + sigma2 (y' - y)
 *   q = (gamma/nu) s + m;  z = z + gamma delta (z_g - z) - W q;  m = q - W q;  z_f = z_g - zeta W s
 * </pre>
 *
 * <p>The model is x, the sequence whose distance to the optimum the theorem bounds. At the start y
 * = y_f = -nu x_0, which the solution's y + z = -nu x* asks for when x_0 is no worse a guess than
 * 0; with y = 0 the first rounds drag every weight towards 0.
 *
 * <p>As with ADOM, what lost messages carried is missing for all time unless both ends know.
 * Running statistics take their own step and are averaged.
 */
public final class AdomPlus extends Method {

  private static final long serialVersionUID = 1L;

  private final AcceleratedProblem problem;
  private final Vector xF = kept("x_f");
  private final Vector y = kept("y");
  private final Vector yF = kept("y_f");
  private final Vector z = kept("z");
  private final Vector zF = kept("z_f");
  private final Vector m = kept("m");
  private final Vector s = duringRound("s");
  private final Vector h = scratch("h");
  private final Vector nextX = scratch("x'");
  private final Vector nextY = scratch("y'");

  public AdomPlus(AcceleratedProblem problem, LocalTraining training) {
    super(training);
    this.problem = problem;
    // m travels as q, from which and s the receiver has the other one's m.
    sends(s, m);
  }

  @Override
  public MixingRule mixing() {
    return MixingRule.LAPLACIAN;
  }

  private AdomPlusConstants constants(DeviceVectors device) {
    return AdomPlusConstants.of(
        AcceleratedProblem.smoothness(learningRate()),
        problem.strongConvexity(learningRate()),
        problem.smallestEigenvalue(device.topology()));
  }

  @Override
  public void start(Start device) {
    double nu = problem.strongConvexity(learningRate()) / 2;
    device.set(xF, plus(MODEL));
    device.set(y, times(-nu, MODEL));
    device.set(yF, plus(y));
  }

  @Override
  public int gradients(int localSteps, boolean linked) {
    return 1;
  }

  @Override
  public LocalReport localStep(LocalPhase device) {
    AdomPlusConstants c = constants(device);
    // From here on x_f, y_f and z_f stand for x_g, y_g and z_g.
    device.set(xF, times(c.tau1(), MODEL), times(1 - c.tau1(), xF));
    device.set(yF, times(c.sigma1(), y), times(1 - c.sigma1(), yF));
    device.set(zF, times(c.sigma1(), z), times(1 - c.sigma1(), zF));
    device.set(s, plus(yF), plus(zF));
    double loss = device.gradient(0, xF, h);
    double gradientNorm = device.norm(h);
    for (ParameterLayout.Range range : statistics(device)) {
      device.set(range, s, plus(xF), times(-learningRate(), h));
    }
    device.set(h, plus(h), times(-c.nu(), xF));
    solve(device, c);
    double moved = device.distance(nextX, MODEL);
    device.set(xF, plus(xF), times(c.tau2(), nextX), times(-c.tau2(), MODEL));
    device.set(yF, plus(yF), times(c.sigma2(), nextY), times(-c.sigma2(), y));
    device.set(MODEL, plus(nextX));
    device.set(y, plus(nextY));
    device.set(m, times(c.gamma() / c.nu(), s), plus(m));
    return new LocalReport(loss, gradientNorm == 0 ? 0 : moved / gradientNorm);
  }

  /** The next x and y, by Cramer's rule. */
  private void solve(LocalPhase device, AdomPlusConstants c) {
    double xx = (1 + c.theta() * c.beta()) / c.determinant();
    double xy = c.eta() / c.determinant();
    double yx = -c.theta() / c.determinant();
    double yy = (1 + c.eta() * c.alpha()) / c.determinant();
    combine(device, c, nextX, xx, xy);
    combine(device, c, nextY, yx, yy);
  }

  /** target = first x (right side of the first equation) + second x (that of the second). */
  private void combine(
      LocalPhase device, AdomPlusConstants c, Vector target, double first, double second) {
    device.set(
        target,
        times(first, MODEL),
        times(first * c.eta() * c.alpha(), xF),
        times(second * c.theta() * c.beta() - first * c.eta(), h),
        times(second, y),
        times(-second * c.theta() / c.nu(), s));
  }

  @Override
  public void aggregate(int exchange, ExchangePhase device) {
    AdomPlusConstants c = constants(device);
    double pull = c.gamma() * c.delta();
    double scale = AcceleratedProblem.scale(device.topology().gossip());
    double zeta = AdomPlusConstants.ZETA * scale;
    Vector scratch = h;
    // W v = scale (v - mean(v)), and vector m holds q.
    device.mean(scratch, m);
    device.set(z, times(1 - pull, z), times(pull, zF), times(-scale, m), times(scale, scratch));
    if (scale == 1) {
      device.set(m, plus(scratch));
    } else {
      device.set(m, times(1 - scale, m), times(scale, scratch));
    }
    device.mean(scratch, s);
    device.set(zF, plus(zF), times(-zeta, s), times(zeta, scratch));
    for (ParameterLayout.Range range : statistics(device)) {
      device.set(range, MODEL, plus(scratch));
      device.set(range, xF, plus(scratch));
      for (Vector other : List.of(y, yF, z, zF, m)) {
        device.set(range, other, times(0, MODEL));
      }
    }
  }

  /** Registers it. */
  public static final class Factory extends MethodFactory<AcceleratedProblem> {

    public Factory() {
      super(
          "adomplus",
          AcceleratedProblem.class,
          "ADOM+: accelerated primal-dual steps (Kovalev et al. 2021)");
    }

    @Override
    public Method create(
        AcceleratedProblem settings, LocalTraining training, ParameterLayout layout) {
      return new AdomPlus(settings, training);
    }
  }
}
