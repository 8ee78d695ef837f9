package org.hyperprism.experiment.configuration;

import org.hyperprism.setting.FactorySettings;
import org.hyperprism.setting.Setting;
import org.hyperprism.setting.SettingsOf;
import org.hyperprism.topology.LinkScheduleFactory;

/**
 * The links between devices in each round.
 *
 * @param kind name of where the links come from
 * @param kinds settings of each kind
 * @param linkDropOut probability that a link is down in a round all the same, 0 to 1
 * @param deviceDropOut probability that a device is away in a round, 0 to 1
 * @param away what such a device does
 * @param messageLoss probability that a message is lost, 0 to 1
 * @param acknowledged whether the sender of a lost message learns of it
 * @param weights how mixing weights follow from the graph
 */
public record LinksConfiguration(
    @Setting(
            defaultValue = "density",
            names = LinkScheduleFactory.class,
            documentation =
                "Where the links come from; 'hyperprism methods' says what each kind is.")
        String kind,
    @SettingsOf(LinkScheduleFactory.class) FactorySettings kinds,
    @Setting(
            defaultValue = "0",
            range = "0 to 1",
            documentation = "Probability that a link of any kind is down in a round all the same.")
        double linkDropOut,
    @Setting(
            defaultValue = "0",
            range = "0 to 1",
            documentation =
                "Probability that a device is away in a round: it then has no links at all.")
        double deviceDropOut,
    @Setting(
            defaultValue = "train",
            documentation =
                "What a device that is away does: train goes on alone, pause keeps what it has.")
        AwayDevices away,
    @Setting(
            defaultValue = "0",
            range = "0 to 1",
            documentation =
                "Probability that a message is lost on its way, when the weights are fixed already: the"
                    + " receiver divides those that are left by their sum, the matrix is no longer doubly"
                    + " stochastic, and mudag, adom, adomplus and dsgt, whose sums over devices must last,"
                    + " end beside the optimum unless links.acknowledged is true.")
        double messageLoss,
    @Setting(
            defaultValue = "false",
            documentation =
                "Whether the sender of a lost message learns of it: the two of a link then leave each other"
                    + " out and keep the weight, so that the matrix stays doubly stochastic, and sgp takes"
                    + " back what it sent.")
        boolean acknowledged,
    @Setting(
            defaultValue = "auto",
            documentation =
                "How mixing weights follow from a round's graph: auto is each method's own rule, metropolis"
                    + " for most and laplacian for mudag, adom and adomplus, whose theory needs it; sgp"
                    + " always has its own.")
        WeightsRule weights) {}
