package org.hyperprism.sweep.tuning;

import java.util.ArrayList;
import java.util.List;
import org.hyperprism.setting.Setting;

/**
 * When the worst candidates of a method are stopped.
 *
 * @param after rounds before the first time, at least 0; 0 is never
 * @param keep share that goes on, above 0 and below 1
 * @param grow rounds before the next time, as a multiple of those before this one; above 1
 */
record HalvingSettings(
    @Setting(
            defaultValue = "0",
            range = ">= 0",
            documentation =
                "Rounds after which the worst candidates of each method are stopped for the first time;"
                    + " 0 runs all of them to the end.")
        int after,
    @Setting(
            defaultValue = "0.5",
            range = "above 0 to below 1",
            documentation =
                "Share of a method's candidates that goes on each time, counted up to a whole number.")
        double keep,
    @Setting(
            defaultValue = "2",
            range = "> 1",
            documentation =
                "How many times as many rounds, counted from the first one, the next time comes after.")
        double grow) {

  /** Whether candidates are stopped at all. */
  boolean isOn() {
    return after > 0;
  }

  /** The rounds after which candidates are compared, the last round at the end. */
  List<Integer> rungs(int lastRound) {
    List<Integer> rungs = new ArrayList<>();
    double next = after;
    while (isOn() && next < lastRound) {
      rungs.add((int) next);
      next = Math.max(Math.floor(next) + 1, Math.ceil(next * grow));
    }
    rungs.add(lastRound);
    return rungs;
  }

  /** How many of these candidates go on, at least one. */
  int survivors(int candidates) {
    return Math.max(1, Math.min(candidates, (int) Math.ceil(keep * candidates - 1e-9)));
  }
}
