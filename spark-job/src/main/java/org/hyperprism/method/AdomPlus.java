package org.hyperprism.method;

import static org.hyperprism.method.Term.minus;
import static org.hyperprism.method.Term.plus;
import static org.hyperprism.method.Term.times;

import org.hyperprism.model.ParameterLayout;
import org.hyperprism.topology.MixingRule;

/**
 * ADOM+ (Kovalev, Gasanov, Gasnikov and Richtarik, NeurIPS 2021): the accelerated method for
 * changing networks that needs primal gradients only. With W = L / lambda_max of the round and
 * subscript g for the point between a sequence and its averaged twin f:
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
 * @param problem L, mu and the floor of the graph's eigenvalue
 */
public record AdomPlus(AcceleratedProblem problem) implements Method {

  private static final long serialVersionUID = 1L;
  private static final int X_F = 1;
  private static final int Y = 2;
  private static final int Y_F = 3;
  private static final int Z = 4;
  private static final int Z_F = 5;
  private static final int M = 6;
  private static final int S = 7;
  private static final int H = 8;
  private static final int NEXT_X = 9;
  private static final int NEXT_Y = 10;

  @Override
  public MethodName name() {
    return MethodName.ADOMPLUS;
  }

  @Override
  public double learningRate() {
    return problem.learningRate();
  }

  @Override
  public VectorPlan vectors() {
    // m travels as q, from which and s the receiver has the other one's m.
    return VectorPlan.of(7, 1, 3, S, M);
  }

  @Override
  public MixingRule mixing() {
    return MixingRule.LAPLACIAN;
  }

  private AdomPlusConstants constants(DeviceVectors device) {
    return AdomPlusConstants.of(
        problem.smoothness(),
        problem.strongConvexity(),
        problem.smallestEigenvalue(device.topology().spectrum()));
  }

  @Override
  public void start(Start device) {
    double nu = problem.strongConvexity() / 2;
    device.set(X_F, plus(MODEL));
    device.set(Y, times(-nu, MODEL));
    device.set(Y_F, plus(Y));
  }

  @Override
  public LocalReport localStep(LocalPhase device) {
    AdomPlusConstants c = constants(device);
    // From here on x_f, y_f and z_f stand for x_g, y_g and z_g.
    device.set(X_F, times(c.tau1(), MODEL), times(1 - c.tau1(), X_F));
    device.set(Y_F, times(c.sigma1(), Y), times(1 - c.sigma1(), Y_F));
    device.set(Z_F, times(c.sigma1(), Z), times(1 - c.sigma1(), Z_F));
    device.set(S, plus(Y_F), plus(Z_F));
    double loss = device.gradient(0, X_F, H);
    double gradientNorm = device.norm(H);
    device.set(H, plus(H), times(-c.nu(), X_F));
    solve(device, c);
    double moved = device.distance(NEXT_X, MODEL);
    device.set(X_F, plus(X_F), times(c.tau2(), NEXT_X), times(-c.tau2(), MODEL));
    device.set(Y_F, plus(Y_F), times(c.sigma2(), NEXT_Y), times(-c.sigma2(), Y));
    device.set(MODEL, plus(NEXT_X));
    device.set(Y, plus(NEXT_Y));
    device.set(M, times(c.gamma() / c.nu(), S), plus(M));
    return new LocalReport(loss, gradientNorm == 0 ? 0 : moved / gradientNorm);
  }

  /** The next x and y, by Cramer's rule. */
  private static void solve(LocalPhase device, AdomPlusConstants c) {
    double xx = (1 + c.theta() * c.beta()) / c.determinant();
    double xy = c.eta() / c.determinant();
    double yx = -c.theta() / c.determinant();
    double yy = (1 + c.eta() * c.alpha()) / c.determinant();
    combine(device, c, NEXT_X, xx, xy);
    combine(device, c, NEXT_Y, yx, yy);
  }

  /** target = first x (right side of the first equation) + second x (that of the second). */
  private static void combine(
      LocalPhase device, AdomPlusConstants c, int target, double first, double second) {
    device.set(
        target,
        times(first, MODEL),
        times(first * c.eta() * c.alpha(), X_F),
        times(second * c.theta() * c.beta() - first * c.eta(), H),
        times(second, Y),
        times(-second * c.theta() / c.nu(), S));
  }

  @Override
  public void aggregate(int exchange, ExchangePhase device) {
    AdomPlusConstants c = constants(device);
    double pull = c.gamma() * c.delta();
    int scratch = H;
    // W v = v - mean(v), and vector m holds q.
    device.mean(scratch, M);
    device.set(Z, times(1 - pull, Z), times(pull, Z_F), minus(M), plus(scratch));
    device.set(M, plus(scratch));
    device.mean(scratch, S);
    device.set(
        Z_F, plus(Z_F), times(-AdomPlusConstants.ZETA, S), times(AdomPlusConstants.ZETA, scratch));
  }

  @Override
  public long bytesPerLink(ParameterLayout layout) {
    return 2 * Traffic.FLOAT * layout.parameters();
  }
}
