package org.hyperprism.experiment.configuration;

import java.util.Optional;
import org.hyperprism.setting.Setting;

/**
 * The data set.
 *
 * @param name name of the data set
 * @param path where its files are, if not to be found by name
 * @param deviceColumn column of a table that says which device holds each sample; absent leaves it
 *     to the partition
 * @param cache directory for fetched files
 * @param validation share of the training samples that no device gets, from 0 to below 1
 */
public record DataConfiguration(
    @Setting(
            defaultValue = "mnist",
            documentation =
                "Name of the data set; mnist-sample ships with HyperPrism and needs no network.")
        String name,
    @Setting(
            defaultValue = "null",
            documentation =
                "Directory or file with the data set, on any Hadoop file system; when it is not"
                    + " given, the data set is looked up by its name.")
        Optional<String> path,
    @Setting(
            defaultValue = "null",
            documentation =
                "Column of a table ending in .csv that says whose each sample is, such as its writer, in"
                    + " the place of partition.kind: each of its values is a device, in ascending order.")
        Optional<String> deviceColumn,
    @Setting(
            defaultValue = "${user.home}\"/.cache/hyperprism\"",
            documentation =
                "Directory in which fetched data sets are kept (MNIST: 55 MB unpacked).")
        String cache,
    @Setting(
            defaultValue = "0",
            range = "0 to below 1",
            documentation =
                "Share of the training samples that is drawn, by the seed, and set aside as validation"
                    + " data before the devices get theirs; for evaluate.on.")
        double validation) {}
