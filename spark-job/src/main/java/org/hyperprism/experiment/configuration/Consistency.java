package org.hyperprism.experiment.configuration;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hyperprism.method.MethodName;

/** What must hold beyond the range of each single setting. */
final class Consistency {

  private static final String CANDIDATES = "hyperprism.hypernetwork.candidates";

  private Consistency() {}

  /** The violated demands: key to message, in the order of the settings. */
  static Map<String, String> violations(
      List<MethodName> methods,
      int rounds,
      List<Integer> evaluationRounds,
      List<Double> candidates) {
    Map<String, String> violations = new LinkedHashMap<>();
    if (methods.isEmpty() || new HashSet<>(methods).size() < methods.size()) {
      violations.put(
          "methods",
          "methods is "
              + methods.stream().map(MethodName::key).toList()
              + ", expected at least one method, and each only once");
    }
    for (int round : evaluationRounds) {
      if (round > rounds) {
        violations.put(
            "evaluate.rounds",
            "evaluate.rounds holds %d, expected rounds from 1 to %d, the setting rounds"
                .formatted(round, rounds));
      }
    }
    if (candidates.isEmpty()
        || !candidates.equals(candidates.stream().sorted().distinct().toList())) {
      violations.put(
          CANDIDATES,
          CANDIDATES
              + " is "
              + candidates
              + ", expected at least one exponent, and each larger than the one before");
    }
    return violations;
  }
}
