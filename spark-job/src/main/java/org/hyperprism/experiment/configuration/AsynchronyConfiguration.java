package org.hyperprism.experiment.configuration;

import org.hyperprism.asynchrony.Clock;
import org.hyperprism.asynchrony.Meeting;
import org.hyperprism.setting.Setting;

/**
 * Whether devices wait for each other.
 *
 * @param clock what they go by
 * @param interval seconds between two strokes of a Poisson clock
 * @param meeting what devices do at them
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
        double interval,
    @Setting(
            defaultValue = "exchange",
            documentation =
                "What a device does at a stroke, with poisson: exchange models with a neighbour, as"
                    + " SwarmSGD has it; push its model to it, or pull the neighbour's, where the"
                    + " receiver alone takes the mean and then local steps, as in gossip learning.")
        Meeting meeting) {

  /** Whether devices do not wait for each other. */
  public boolean isOn() {
    return clock != Clock.COMMON;
  }
}
