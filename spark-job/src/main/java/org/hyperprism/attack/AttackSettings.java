package org.hyperprism.attack;

import java.io.Serializable;
import org.hyperprism.setting.Setting;

/**
 * Devices that lie.
 *
 * @param kind what they do
 * @param share of all devices, above 0 and below 1
 * @param placement which devices they are
 * @param from the first round in which they lie, at least 1
 * @param noise standard deviation, in root mean squares of what an attacker has, > 0
 * @param scale factor of what an attacker has
 * @param deviations standard deviations from the honest mean
 * @param reversal factor of the negative honest mean, > 0
 */
public record AttackSettings(
    @Setting(
            defaultValue = "none",
            documentation =
                "What attackers do in every method: label-flip trains on the labels classes - 1 -"
                    + " label, sign-flip sends -w, noise sends w with Gaussian noise, scaling a multiple"
                    + " of w, little-is-enough and inner-product what lies against the mean of what"
                    + " honest neighbours sent it in the exchange before; accuracies are then those of"
                    + " honest devices alone.")
        AttackKind kind,
    @Setting(
            defaultValue = "0.1",
            range = "above 0 to below 1",
            documentation = "Share of the devices that are attackers, rounded to whole devices.")
        double share,
    @Setting(
            defaultValue = "random",
            documentation =
                "Which devices are attackers: random are drawn by the seed, a larger share having those"
                    + " of a smaller one; best-connected have the most links in round attack.from.")
        Placement placement,
    @Setting(
            defaultValue = "1",
            range = ">= 1",
            documentation =
                "The first round in which attackers lie, not above the setting rounds; before it they"
                    + " are honest.")
        int from,
    @Setting(
            defaultValue = "3",
            range = "> 0",
            documentation =
                "Standard deviation of the noise of attack.kind = noise, in root mean squares of the"
                    + " vector to which it is added.")
        double noise,
    @Setting(
            defaultValue = "3",
            documentation =
                "What attackers of attack.kind = scaling multiply what they send by; without a defence"
                    + " models grow by about as much in every round.")
        double scale,
    @Setting(
            defaultValue = "1.5",
            documentation =
                "How many standard deviations below the honest mean attackers of attack.kind ="
                    + " little-is-enough are, in every coordinate.")
        double deviations,
    @Setting(
            defaultValue = "10",
            range = "> 0",
            documentation =
                "What attackers of attack.kind = inner-product multiply the negative honest mean by; a"
                    + " mean of which a share s is theirs turns round where it is above (1 - s) / s.")
        double reversal)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /**
   * How many devices are attackers, or would be if there were any.
   *
   * @param devices of the run, >= 1
   * @return from 0 to {@code devices}
   */
  public int count(int devices) {
    return (int) Math.round(share * devices);
  }
}
