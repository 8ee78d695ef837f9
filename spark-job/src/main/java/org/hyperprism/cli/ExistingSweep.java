package org.hyperprism.cli;

import picocli.CommandLine.Option;

/** What to do with a sweep that is already there: one of the three, or refuse. */
final class ExistingSweep {

  @Option(names = "--overwrite", description = "Replaces the results in the directory.")
  private boolean overwrite;

  @Option(
      names = "--resume",
      description =
          "Continues what was interrupted in the directory; experiments that failed stay failed.")
  private boolean resume;

  @Option(
      names = "--retry-failed",
      description = "Like --resume, and tries the experiments again that failed.")
  private boolean retryFailed;

  boolean overwrite() {
    return overwrite;
  }

  boolean resume() {
    return resume || retryFailed;
  }

  boolean retryFailed() {
    return retryFailed;
  }
}
