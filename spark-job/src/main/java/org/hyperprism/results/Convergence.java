package org.hyperprism.results;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Best accuracy and speed of convergence of one method, from its evaluated rounds.
 *
 * @param rounds evaluated rounds, ascending
 * @param accuracies mean top-1 accuracy over devices after each of them
 */
record Convergence(List<Integer> rounds, List<Double> accuracies) {

  /** "Max Acc": the best mean accuracy over rounds. */
  OptionalDouble maximumAccuracy() {
    return accuracies.stream().mapToDouble(Double::doubleValue).max();
  }

  /** "Conv. Rds": the first evaluated round whose mean accuracy reaches {@code target}. */
  OptionalInt firstRoundAt(double target) {
    for (int i = 0; i < rounds.size(); i++) {
      if (accuracies.get(i) >= target) {
        return OptionalInt.of(rounds.get(i));
      }
    }
    return OptionalInt.empty();
  }

  /** The common target of compared methods: 95% of the lowest of their best accuracies. */
  static OptionalDouble target(List<Convergence> methods) {
    return methods.stream()
        .map(Convergence::maximumAccuracy)
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble)
        .min()
        .stream()
        .map(lowest -> Summary.TARGET_SHARE * lowest)
        .findFirst();
  }
}
