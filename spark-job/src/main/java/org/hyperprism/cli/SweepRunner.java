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
   * @return the exit code: 0 when all are done, 2 when one failed
   * @throws InterruptedException if the user stopped it
   */
  int run(SweepConfiguration sweep, RunOptions options, Predicate<SweepCell> chosen)
      throws InterruptedException;
}
