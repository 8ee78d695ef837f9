package org.hyperprism.cli;

import java.util.function.Predicate;
import org.hyperprism.results.RunOptions;
import org.hyperprism.sweep.SweepCell;
import org.hyperprism.sweep.SweepConfiguration;

/** Carries out the experiments of a sweep. */
@FunctionalInterface
public interface SweepRunner {

  /**
   * Runs the chosen experiments and writes their results.
   *
   * @param retryFailed whether those that failed before are tried again
   * @return the exit code: 0 when all are done, 2 when one failed, 1 by a fault of HyperPrism
   * @throws InterruptedException if the user stopped it
   */
  int run(
      SweepConfiguration sweep,
      RunOptions options,
      boolean retryFailed,
      Predicate<SweepCell> chosen)
      throws InterruptedException;
}
