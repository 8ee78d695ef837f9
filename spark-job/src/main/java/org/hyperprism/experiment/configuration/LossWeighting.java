package org.hyperprism.experiment.configuration;

/** What all devices together minimise. */
public enum LossWeighting {
  /** The mean of the devices' losses. */
  DEVICES,
  /** The mean over all samples: a device counts as many times as it has samples. */
  SAMPLES
}
