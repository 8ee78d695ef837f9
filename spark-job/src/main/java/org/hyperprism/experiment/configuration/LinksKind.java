package org.hyperprism.experiment.configuration;

/** Where the links of a round come from. */
public enum LinksKind {
  /** Every round a fresh random graph of a given density. */
  DENSITY
}
