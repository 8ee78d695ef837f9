package org.hyperprism.experiment.configuration;

import org.hyperprism.asynchrony.Clock;
import org.hyperprism.setting.Setting;

/**
 * Whether devices wait for each other.
 *
 * @param clock what they go by
 * @param interval seconds between two strokes of a Poisson clock
 */
public record AsynchronyConfiguration(
    @Setting(
            defaultValue = "common",
            documentation =
                "What devices go by, as spark-job/docs/asynchrony.md says: common, all wait for the"
                    + " slowest in each round; fleet, each goes at its own pace by time.speed and"
                    + " meets a neighbour when its gradient is done; poisson, at the strokes of a"
                    + " clock of its own.")
        Clock clock,
    @Setting(
            defaultValue = "1",
            range = "> 0",
            documentation =
                "Seconds between two strokes of a device's clock, on average, with poisson.")
        double interval) {

  /** Whether devices do not wait for each other. */
  public boolean isOn() {
    return clock != Clock.COMMON;
  }
}
