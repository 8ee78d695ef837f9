package org.hyperprism.method;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * A device before the first round: its vector {@link Method#MODEL} is the common start, all other
 * vectors and its scalars are 0.
 */
public interface Start extends DeviceVectors {

  /** This device's stream for the method's private start. */
  UniformRandomProvider random();
}
