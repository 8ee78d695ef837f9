package org.hyperprism.experiment.configuration;

import java.util.OptionalDouble;
import org.hyperprism.setting.Setting;

/**
 * ADOM with an inexact dual gradient of train.localSteps steps.
 *
 * @param kappa condition number, at least 1
 * @param lambdaFloor floor of the gossip matrix's smallest eigenvalue, up to 1
 * @param learningRate step length of its own, above 0; empty for the shared one
 */
public record AdomConfiguration(
    @Setting(
            standard = "10",
            range = ">= 1",
            documentation = "Condition number that the acceleration is set for.")
        double kappa,
    @Setting(
            standard = "0.001",
            range = "1e-9 to 1",
            documentation =
                "Floor of the smallest non-zero eigenvalue of a round's Laplacian over its largest,"
                    + " from which the step sizes follow.")
        double lambdaFloor,
    @Setting(
            standard = "shared",
            range = "> 0",
            keyword = "shared",
            documentation = "Step of ADOM, 1 / L of its problem; shared takes train.learningRate.")
        OptionalDouble learningRate) {

  public AdomConfiguration {
    Settings.check(AdomConfiguration.class, kappa, lambdaFloor, learningRate);
  }
}
