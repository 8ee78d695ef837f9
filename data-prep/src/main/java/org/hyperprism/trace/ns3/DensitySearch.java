package org.hyperprism.trace.ns3;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.hyperprism.failure.ConfigurationException;

/**
 * Finds the value that gives a wanted density by bisection: it walks from the start until the
 * target lies between two values, then halves what is between them.
 */
final class DensitySearch {

  /** A density this near is taken. */
  static final double TOLERANCE = 0.005;

  private static final int MOST_HALVINGS = 12;

  private final DensityTarget target;
  private final SearchScale scale;
  private final Measurement measurement;
  private final Consumer<String> notices;
  private final List<Trial> trials = new ArrayList<>();

  /** The density that an area or a power gives. */
  interface Measurement {
    double density(double value) throws InterruptedException;
  }

  /** A value and the density it gave. */
  record Trial(double value, double density) {}

  /**
   * @param measurement the density that a value gives, which may only rise with the power and fall
   *     with the side of the square, but for chance
   * @param notices receives one line for each value tried
   */
  DensitySearch(DensityTarget target, Measurement measurement, Consumer<String> notices) {
    this.target = target;
    this.measurement = measurement;
    this.notices = notices;
    scale = SearchScale.of(target.found());
  }

  /**
   * The value tried whose density is nearest to the target.
   *
   * @param start where the search begins
   * @throws ConfigurationException if the density lies beyond those of all values allowed
   */
  double find(double start) throws InterruptedException {
    double sparse = scale.bounded(scale.position(start));
    double dense = sparse;
    boolean tooSparse = isTooSparse(sparse);
    double edge = sparse;
    while (!near() && sparse == dense) {
      double next = scale.bounded(edge + (tooSparse ? scale.step() : -scale.step()));
      if (next == edge) {
        throw unreachable(tooSparse);
      }
      if (isTooSparse(next) != tooSparse) {
        sparse = tooSparse ? edge : next;
        dense = tooSparse ? next : edge;
      }
      edge = next;
    }
    for (int halving = 0; !near() && halving < MOST_HALVINGS; halving++) {
      double middle = (sparse + dense) / 2;
      if (tried(scale.value(middle))) {
        break;
      }
      if (isTooSparse(middle)) {
        sparse = middle;
      } else {
        dense = middle;
      }
    }
    return best().value();
  }

  private boolean isTooSparse(double position) throws InterruptedException {
    double value = scale.value(position);
    double density = measurement.density(value);
    trials.add(new Trial(value, density));
    notices.accept(String.format(Locale.ROOT, "%s: density %.3f", scale.text(value), density));
    return density < target.density();
  }

  private boolean near() {
    return distance(trials.get(trials.size() - 1)) <= TOLERANCE;
  }

  private boolean tried(double value) {
    return trials.stream().anyMatch(trial -> trial.value() == value);
  }

  private double distance(Trial trial) {
    return Math.abs(trial.density() - target.density());
  }

  private Trial best() {
    return trials.stream().min(Comparator.comparingDouble(this::distance)).orElseThrow();
  }

  private ConfigurationException unreachable(boolean tooSparse) {
    Trial nearest = best();
    return new ConfigurationException(
        String.format(
            Locale.ROOT,
            "density %s cannot be reached: of %d values tried, from %s to %s, %s came nearest, with"
                + " %.3f; %s",
            Ranges.plain(target.density()),
            trials.size(),
            scale.text(trials.get(0).value()),
            scale.text(trials.get(trials.size() - 1).value()),
            scale.text(nearest.value()),
            nearest.density(),
            scale.remedy(tooSparse)));
  }
}
