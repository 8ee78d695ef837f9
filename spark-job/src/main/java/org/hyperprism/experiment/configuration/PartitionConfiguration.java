package org.hyperprism.experiment.configuration;

import org.hyperprism.setting.Setting;

/**
 * How the training samples are divided among the devices.
 *
 * @param kind the rule
 * @param alpha Dirichlet concentration, above 0; small is far from IID
 * @param minimumSamples fewest samples that a device may receive, at least 1
 * @param balanced whether all devices receive the same number of samples
 * @param shardsPerDevice shards of one label each, at least 1
 */
public record PartitionConfiguration(
    @Setting(
            defaultValue = "dirichlet",
            documentation = "How the training samples are divided among the devices.")
        PartitionKind kind,
    @Setting(
            defaultValue = "0.1",
            range = "> 0",
            documentation =
                "Dirichlet concentration: 0.1 leaves most devices with one or two classes, 100 is"
                    + " nearly IID; used by dirichlet only.")
        double alpha,
    @Setting(
            defaultValue = "1",
            range = ">= 1",
            documentation = "Fewest training samples that a device may receive.")
        int minimumSamples,
    @Setting(
            defaultValue = "true",
            documentation =
                "Whether all devices receive the same number of samples; used by dirichlet only.")
        boolean balanced,
    @Setting(
            defaultValue = "2",
            range = ">= 1",
            documentation = "Shards that each device receives; used by shards only.")
        int shardsPerDevice) {}
