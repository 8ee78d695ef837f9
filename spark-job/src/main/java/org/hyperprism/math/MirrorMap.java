package org.hyperprism.math;

/**
 * What takes weights to the mirror space: the slope of phi(w) = |w|^(p+1)/(p+1) + mu w^2/2,
 *
 * <pre>
 *   psi(w) = sgn(w)|w|^p + mu w
 * </pre>
 *
 * <p>With mu = 0 it is the signed power of HyperPrism (sec. 3.2), whose slope is 0 at a weight of
 * 0, so that a mirror step throws a small weight far. An elasticity mu above 0 bounds the slope
 * from below: a step of u = psi^-1(psi(w) - eta g) moves a weight by at most eta |g| / mu. As mu
 * grows with eta / mu fixed, steps and means become those of D-PSGD at that rate.
 *
 * @param p exponent, >= 1
 * @param elasticity mu, >= 0
 */
public record MirrorMap(double p, double elasticity) {

  /**
   * @throws IllegalArgumentException if the map is not uniformly convex
   */
  public MirrorMap {
    // NaN is that of a learned p which has diverged, and makes a result that is found to be none.
    if (p < 1) {
      throw new IllegalArgumentException("p is >= 1, not " + p);
    }
    if (!(elasticity >= 0 && elasticity < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("elasticity is >= 0, not " + elasticity);
    }
  }

  /** The signed power alone. */
  public static MirrorMap power(double p) {
    return new MirrorMap(p, 0);
  }

  /** Returns psi(w). */
  public double psi(double w) {
    return SignedPower.power(w, p) + elasticity * w;
  }

  /** Returns psi^-1(u). */
  public double inverse(double u) {
    if (elasticity == 0) {
      return SignedPower.root(u, p);
    }
    double magnitude = Math.abs(u);
    if (!(magnitude < Double.POSITIVE_INFINITY)) {
      return u;
    }
    // Both are above the root, where Newton's iterations fall towards it as psi is convex.
    double next = Math.min(SignedPower.root(magnitude, p), magnitude / elasticity);
    double root = Double.POSITIVE_INFINITY;
    while (next < root) {
      root = next;
      next = root - (psi(root) - magnitude) / slope(root);
    }
    return u < 0 ? -root : root;
  }

  /** Returns the slope psi'(w) = p |w|^(p-1) + mu of a weight's size. */
  public double slope(double w) {
    return (p == 1 ? 1 : p * StrictMath.pow(Math.abs(w), p - 1)) + elasticity;
  }
}
