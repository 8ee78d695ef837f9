package org.hyperprism.experiment.configuration;

/**
 * The links between devices in each round.
 *
 * @param kind where the links come from
 * @param density share of all pairs of devices that are linked, 0 to 1
 */
public record LinksConfiguration(
    @Setting(
            standard = "density",
            documentation = "Where the links come from: density draws a new graph every round.")
        LinksKind kind,
    @Setting(
            standard = "0.5",
            range = "0 to 1",
            documentation =
                "Share of all pairs of devices that are linked in a round; traffic and aggregation"
                    + " grow with it, and at 0 no device hears of another.")
        double density) {

  public LinksConfiguration {
    Settings.check(LinksConfiguration.class, kind, density);
  }
}
