package org.hyperprism.cli.options;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hyperprism.experiment.configuration.ConfigurationLoader;

/** Where commands keep what they fetch or build when no {@code --cache} says otherwise. */
public final class StandardCache {

  private StandardCache() {}

  /** The default of the setting {@code data.cache}. */
  public static Path directory() {
    return Path.of(ConfigurationLoader.load(Optional.empty(), List.of()).data().cache());
  }
}
