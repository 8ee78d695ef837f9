package org.hyperprism.experiment.configuration;

import java.util.OptionalDouble;
import org.hyperprism.setting.Setting;

/**
 * Mudag, on one mini-batch per round.
 *
 * @param kappa condition number, at least 1
 * @param exchanges exchanges per round, at least 1
 * @param lambda2Limit cap of the mixing matrix's second eigenvalue, in [0, 1)
 * @param learningRate step length of its own, above 0; empty for the shared one
 */
public record MudagConfiguration(
    @Setting(
            standard = "10",
            range = ">= 1",
            documentation = "Condition number that the acceleration is set for; 1 is none.")
        double kappa,
    @Setting(
            standard = "1",
            range = ">= 1",
            documentation = "Exchanges in every round (K of FastMix); traffic grows with it.")
        int exchanges,
    @Setting(
            standard = "0.99",
            range = "0 to below 1",
            documentation =
                "Cap of the second eigenvalue of a round's mixing matrix; near 1 the mixing turns into"
                    + " a reflection.")
        double lambda2Limit,
    @Setting(
            standard = "shared",
            range = "> 0",
            keyword = "shared",
            documentation = "Step of Mudag, 1 / L of its problem; shared takes train.learningRate.")
        OptionalDouble learningRate) {

  public MudagConfiguration {
    Settings.check(MudagConfiguration.class, kappa, exchanges, lambda2Limit, learningRate);
  }
}
