package org.hyperprism.shift;

import java.io.Serializable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.hyperprism.setting.Consistent;
import org.hyperprism.setting.Setting;

/**
 * What samples become over the rounds, on all devices and in the evaluation alike.
 *
 * @param rounds first rounds of new concepts, ascending, each at least 2
 * @param classes how many change places at each change, 0 or at least 2
 * @param rotation degrees by which images turn at each change
 */
public record ConceptDriftSettings(
    @Setting(
            defaultValue = "[]",
            range = ">= 2",
            documentation =
                "The rounds from which on a new concept holds, on all devices and in the evaluation, none"
                    + " above the setting rounds; an empty list keeps the first.")
        List<Integer> rounds,
    @Setting(
            defaultValue = "2",
            range = ">= 0",
            documentation =
                "How many classes, drawn at each change, pass their labels on in a circle; 0 leaves"
                    + " labels as they are.")
        int classes,
    @Setting(
            defaultValue = "0",
            range = "-180 to 180",
            documentation =
                "Degrees by which images turn at each change, further than before, anticlockwise.")
        double rotation)
    implements Serializable, Consistent {

  private static final long serialVersionUID = 1L;

  /** The first concept holds for ever. */
  public static final ConceptDriftSettings NONE = new ConceptDriftSettings(List.of(), 2, 0);

  public ConceptDriftSettings {
    rounds = rounds.stream().sorted().toList();
  }

  /** Whether concepts change at all. */
  public boolean isOn() {
    return !rounds.isEmpty();
  }

  @Override
  public Map<String, String> violations() {
    Map<String, String> violations = new HashMap<>();
    if (new HashSet<>(rounds).size() < rounds.size()) {
      violations.put("rounds", "is %s, expected each round only once".formatted(rounds));
    }
    if (classes == 1) {
      violations.put("classes", "is 1, expected 0, or at least 2 that change places");
    }
    if (isOn() && classes == 0 && rotation == 0) {
      violations.put(
          "rounds",
          "is %s, but drift.classes and drift.rotation are 0 and nothing changes; expected one of them, or drift.rounds = []"
              .formatted(rounds));
    }
    return violations;
  }
}
