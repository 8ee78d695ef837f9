package org.hyperprism.cli;

import org.hyperprism.failure.HyperPrismException;
import org.hyperprism.spark.Deployment;

/**
 * How the program ends: with its exit code, but not inside YARN's ApplicationMaster. Whoever exits
 * there ends it before it can report, and YARN takes a run that succeeded for one that failed;
 * there {@code main} returns when all is well, and throws otherwise.
 */
final class ProgramEnd {

  /** Is thrown out of {@code main}; its message is the application's diagnosis. */
  static final class RunFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RunFailed(String message) {
      super(message, null, false, false);
    }
  }

  private ProgramEnd() {}

  /**
   * Ends the program, or returns where its caller's {@code main} is to return.
   *
   * @param said what was printed of a failure
   */
  static void end(int exitCode, String said) {
    if (!Deployment.isInApplicationMaster()) {
      System.exit(exitCode);
    }
    if (exitCode == 0) {
      return;
    }
    if (exitCode == HyperPrismException.EXIT_CODE) {
      YarnApplication.endWithoutRetry(said.strip());
    }
    throw new RunFailed(said.strip());
  }
}
