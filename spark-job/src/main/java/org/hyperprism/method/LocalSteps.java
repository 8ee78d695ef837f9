package org.hyperprism.method;

import static org.hyperprism.method.Term.plus;

import java.io.Serializable;

/**
 * The local gradient steps of a round, as most methods take them, over any rule of what a gradient
 * does: on the model itself, or ahead of it with a sum of directions for the aggregation to
 * subtract. Declares the scratch vectors that it needs.
 */
public final class LocalSteps implements Serializable {

  private static final long serialVersionUID = 1L;

  /** What is done with a gradient. */
  public interface Rule {

    /**
     * Turns the gradient taken at {@code weights} into the direction of the step, in place.
     *
     * @param localStep from 0
     */
    default void direct(LocalPhase device, int localStep, Vector weights, Vector gradient) {}

    /** target = from, stepped along the direction. */
    void step(LocalPhase device, Vector from, Vector direction, Vector target);
  }

  private final Vector before;
  private final Vector gradient;
  private final Vector ahead;

  /**
   * @param method whose steps these are
   */
  public LocalSteps(Method method) {
    before = method.scratch("model before the local steps");
    gradient = method.scratch("gradient");
    ahead = method.scratch("model ahead of the aggregation");
  }

  /** A vector for the method's own use while no step is being taken ahead of the model. */
  public Vector spare() {
    return ahead;
  }

  /** Takes the steps on the model itself. */
  public Walk onModel(LocalPhase device, Rule rule) {
    device.set(before, plus(Method.MODEL));
    Walk walk = new Walk(device, rule, before);
    int count = device.localSteps();
    for (int step = 0; step < count; step++) {
      walk.evaluate(Method.MODEL, gradient);
      rule.step(device, Method.MODEL, gradient, Method.MODEL);
    }
    return walk;
  }

  /**
   * Leaves the model alone and writes to {@code sum} the sum of the directions along the steps from
   * it, for the aggregation to subtract.
   */
  public Walk aheadOfModel(LocalPhase device, Vector sum, Rule rule) {
    Walk walk = new Walk(device, rule, Method.MODEL);
    walk.evaluate(Method.MODEL, sum);
    int count = device.localSteps();
    for (int step = 1; step < count; step++) {
      Vector latest = step == 1 ? sum : gradient;
      rule.step(device, step == 1 ? Method.MODEL : ahead, latest, ahead);
      walk.evaluate(ahead, gradient);
      device.set(sum, plus(sum), plus(gradient));
    }
    return walk;
  }

  /** The steps that one device took. */
  public final class Walk {

    private final LocalPhase device;
    private final Rule rule;
    private final Vector start;
    private double losses;
    private double gradientNorms;
    private int steps;

    private Walk(LocalPhase device, Rule rule, Vector start) {
      this.device = device;
      this.rule = rule;
      this.start = start;
    }

    private void evaluate(Vector weights, Vector target) {
      losses += device.gradient(steps, weights, target);
      gradientNorms += device.norm(target);
      rule.direct(device, steps, weights, target);
      steps++;
    }

    /** The report of steps that have changed the model. */
    public LocalReport report() {
      return reportOf(Method.MODEL);
    }

    /**
     * The report of steps whose sum the aggregation will subtract: what they alone will do.
     *
     * @param subtraction how the sum will be subtracted
     */
    public LocalReport reportAhead(Vector sum, Rule subtraction) {
      subtraction.step(device, Method.MODEL, sum, ahead);
      return reportOf(ahead);
    }

    private LocalReport reportOf(Vector after) {
      double moved = device.distance(start, after);
      return new LocalReport(losses / steps, gradientNorms == 0 ? 0 : moved / gradientNorms);
    }
  }
}
