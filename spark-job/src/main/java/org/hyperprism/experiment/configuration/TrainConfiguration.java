package org.hyperprism.experiment.configuration;

/**
 * Local training.
 *
 * @param learningRate step length eta, above 0
 * @param batchSize samples in one gradient, at least 1
 * @param localSteps gradient steps of a device in one round, at least 1
 * @param backend what computes the gradients
 */
public record TrainConfiguration(
    @Setting(
            standard = "0.01",
            range = "> 0",
            documentation = "Length of a gradient step; too long a step ends in NaN.")
        double learningRate,
    @Setting(
            standard = "128",
            range = ">= 1",
            documentation = "Samples in one gradient; the cost of a round grows with it.")
        int batchSize,
    @Setting(
            standard = "1",
            range = ">= 1",
            documentation =
                "Gradient steps of every device in one round; the cost of a round grows with it.")
        int localSteps,
    @Setting(
            standard = "auto",
            documentation = "What computes the gradients; auto takes the fastest one available.")
        Backend backend) {

  public TrainConfiguration {
    Settings.check(TrainConfiguration.class, learningRate, batchSize, localSteps, backend);
  }
}
