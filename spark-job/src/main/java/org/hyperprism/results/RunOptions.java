package org.hyperprism.results;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Where the results of a run go.
 *
 * @param out the run directory, a path of this machine or a URI of any Hadoop file system; absent:
 *     one below {@code runs}, named after the time
 * @param overwrite whether results that are already there may be replaced
 * @param resume whether an interrupted run is continued there
 */
public record RunOptions(Optional<String> out, boolean overwrite, boolean resume) {

  public RunOptions {
    if (overwrite && resume) {
      throw new IllegalArgumentException("a run is overwritten or resumed, not both");
    }
  }

  /** The directory for results, named after the present moment if none was given. */
  public String directory() {
    return out.orElseGet(
        () ->
            "runs/"
                + LocalDateTime.now(ZoneId.systemDefault())
                    .format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")));
  }
}
