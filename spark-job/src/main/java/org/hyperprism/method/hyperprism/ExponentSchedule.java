package org.hyperprism.method.hyperprism;

import java.io.Serializable;
import java.util.Locale;

/** What the exponent p of a part of the model is in each round. */
public sealed interface ExponentSchedule extends Serializable {

  /** Every device learns its own. */
  record Learned() implements ExponentSchedule {
    private static final long serialVersionUID = 1L;
  }

  /**
   * The same in every round.
   *
   * @param p the exponent, >= 1
   */
  record Constant(double p) implements ExponentSchedule {
    private static final long serialVersionUID = 1L;

    public Constant {
      check("p", p);
    }
  }

  /**
   * The same for all devices, and different from round to round: {@code from} in round 1, {@code
   * to} after {@code over} rounds and from then on.
   *
   * @param from exponent of the first round, >= 1
   * @param to exponent of the last rounds, >= 1
   * @param over rounds that it takes, >= 1
   * @param shape how it goes from one to the other
   */
  record Changing(double from, double to, int over, Shape shape) implements ExponentSchedule {
    private static final long serialVersionUID = 1L;

    public Changing {
      check("from", from);
      check("to", to);
      if (over < 1) {
        throw new IllegalArgumentException("over is >= 1, not " + over);
      }
    }

    /**
     * The exponent of a round.
     *
     * @param round from 1
     */
    double in(int round) {
      int past = Math.min(round - 1, over);
      if (past == over) {
        return to;
      }
      double share = (double) past / over;
      return switch (shape) {
        case GEOMETRIC -> from * StrictMath.pow(to / from, share);
        case LINEAR -> from + (to - from) * share;
        case STEP -> from;
      };
    }
  }

  /** The way from one exponent to another. */
  enum Shape {
    /** By the same factor in each round. */
    GEOMETRIC,
    /** By the same difference in each round. */
    LINEAR,
    /** All at once, at the end. */
    STEP;

    /** As configurations have it. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static void check(String name, double exponent) {
    if (!(exponent >= 1 && exponent < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "%s is >= 1, or the mirror map is not uniformly convex; got %s"
              .formatted(name, exponent));
    }
  }
}
