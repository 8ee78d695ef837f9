package org.hyperprism.cli;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the results of a run go.
 *
 * @param out the run directory; absent: one below {@code runs}, named by the runner
 * @param overwrite whether results that are already there may be replaced
 * @param resume whether an interrupted run is continued there
 */
public record RunOptions(Optional<Path> out, boolean overwrite, boolean resume) {

  public RunOptions {
    if (overwrite && resume) {
      throw new IllegalArgumentException("a run is overwritten or resumed, not both");
    }
  }
}
