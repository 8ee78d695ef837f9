package org.hyperprism.cli;

import picocli.CommandLine.Option;

/** What to do with results that are already there: one of the two, or refuse. */
final class ExistingResults {

  @Option(names = "--overwrite", description = "Replaces the results in the directory.")
  private boolean overwrite;

  @Option(
      names = "--resume",
      description = "Continues what was interrupted in the directory, from its last checkpoint.")
  private boolean resume;

  boolean overwrite() {
    return overwrite;
  }

  boolean resume() {
    return resume;
  }
}
