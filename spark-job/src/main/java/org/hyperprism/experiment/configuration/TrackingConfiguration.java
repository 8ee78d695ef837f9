package org.hyperprism.experiment.configuration;

import org.hyperprism.setting.Setting;

/**
 * What a run is written down for besides its tables; nothing here changes a result.
 *
 * @param tensorBoard whether there are event files
 */
public record TrackingConfiguration(
    @Setting(
            defaultValue = "true",
            documentation =
                "Writes the rounds of every method as event files for TensorBoard, to the folder"
                    + " tensorboard of the run directory, while the run goes on.")
        boolean tensorBoard) {}
