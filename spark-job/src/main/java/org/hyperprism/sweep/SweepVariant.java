package org.hyperprism.sweep;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.Optional;

/**
 * One variant of a sweep.
 *
 * @param name its name; empty for the only variant of a sweep without any
 * @param layer the settings it sets
 */
record SweepVariant(Optional<String> name, Config layer) {

  /** What a sweep without variants consists of. */
  static SweepVariant only() {
    return new SweepVariant(Optional.empty(), ConfigFactory.empty());
  }
}
