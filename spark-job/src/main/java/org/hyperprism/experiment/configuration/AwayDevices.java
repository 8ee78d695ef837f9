package org.hyperprism.experiment.configuration;

/** What a device does in a round in which it is away. */
public enum AwayDevices {
  /** It trains on alone. */
  TRAIN,
  /** It keeps what it has. */
  PAUSE
}
