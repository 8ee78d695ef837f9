package org.hyperprism.experiment.configuration;

import java.util.Optional;
import java.util.OptionalInt;
import org.hyperprism.setting.Setting;
import org.hyperprism.topology.schedule.AfterTheEnd;

/**
 * The links between devices in each round.
 *
 * @param kind where the links come from
 * @param density share of all pairs of devices that are linked, 0 to 1
 * @param redrawEvery rounds between two drawings of a random graph, at least 0; 0 draws one
 * @param degree neighbours of each device, at least 1
 * @param rewiring share of links that lead elsewhere, 0 to 1
 * @param window rounds B over which the union of graphs is connected, at least 1
 * @param mobility how devices move
 * @param gilbertElliott bursty links
 * @param path the trace
 * @param threshold smallest delivery ratio in both directions for a link, 0 to 1
 * @param length rounds of the trace, at least 1; absent: what the trace says
 * @param afterTheEnd what follows on the last round of the trace
 * @param linkDropOut probability that a link is down in a round all the same, 0 to 1
 * @param deviceDropOut probability that a device is away in a round, 0 to 1
 * @param away what such a device does
 * @param messageLoss probability that a message is lost, 0 to 1
 * @param weights how mixing weights follow from the graph
 */
public record LinksConfiguration(
    @Setting(
            defaultValue = "density",
            documentation =
                "Where the links come from. density, erdos-renyi, geometric, small-world and"
                    + " random-regular draw graphs; mobility moves the devices; gilbert-elliott has bursts"
                    + " of failure; b-connected deals one graph over rounds; ring, torus, exponential,"
                    + " complete and star stay as they are; trace reads links.path.")
        LinksKind kind,
    @Setting(
            defaultValue = "0.5",
            range = "0 to 1",
            documentation =
                "Share of all pairs of devices that are linked in a round: exact with density,"
                    + " geometric and mobility, the probability of each link with erdos-renyi; traffic"
                    + " and aggregation grow with it, and at 0 no device hears of another.")
        double density,
    @Setting(
            defaultValue = "1",
            range = ">= 0",
            documentation =
                "Rounds between two drawings, with density, erdos-renyi, geometric, small-world and"
                    + " random-regular; 0 draws one graph for all rounds.")
        int redrawEvery,
    @Setting(
            defaultValue = "4",
            range = ">= 1",
            documentation =
                "Neighbours of each device, with random-regular and small-world (there before"
                    + " rewiring, and even).")
        int degree,
    @Setting(
            defaultValue = "0.1",
            range = "0 to 1",
            documentation = "Share of the links that lead to a random device, with small-world.")
        double rewiring,
    @Setting(
            defaultValue = "3",
            range = ">= 1",
            documentation =
                "Rounds B, with b-connected: the union of any B rounds' graphs is connected, that of"
                    + " fewer need not be.")
        int window,
    MobilityConfiguration mobility,
    GilbertElliottConfiguration gilbertElliott,
    @Setting(
            defaultValue = "null",
            documentation =
                "The trace, with trace: a .csv or .parquet file or a folder of Parquet files, on any"
                    + " file system that every node sees.")
        Optional<String> path,
    @Setting(
            defaultValue = "0.5",
            range = "0 to 1",
            documentation =
                "Smallest delivery ratio, in both directions, that makes two devices of a trace"
                    + " linked.")
        double threshold,
    @Setting(
            defaultValue = "auto",
            range = ">= 1",
            keyword = "auto",
            documentation =
                "Rounds that a trace describes; auto takes what it says of itself, or the last round"
                    + " with a row.")
        OptionalInt length,
    @Setting(
            defaultValue = "stop",
            documentation =
                "What follows on a trace's last round: stop ends the run with a message, repeat begins"
                    + " the trace again, hold keeps the last round's links.")
        AfterTheEnd afterTheEnd,
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
                "Probability that a message is lost on its way, when the weights are fixed already; the"
                    + " receiver divides those that are left by their sum, and the matrix is no longer"
                    + " doubly stochastic.")
        double messageLoss,
    @Setting(
            defaultValue = "auto",
            documentation =
                "How mixing weights follow from a round's graph: auto is each method's own rule, metropolis"
                    + " for most and laplacian for mudag, adom and adomplus, whose theory needs it.")
        WeightsRule weights) {}
