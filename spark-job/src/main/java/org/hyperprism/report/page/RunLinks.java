package org.hyperprism.report.page;

import org.hyperprism.report.links.MethodLinks;
import org.hyperprism.results.recorded.RecordedRun;

/** Where the links of runs come from, which record only how many there were. */
@FunctionalInterface
public interface RunLinks {

  /**
   * The links that a method of a run used.
   *
   * @throws org.hyperprism.failure.HyperPrismException if they cannot be found out, with the reason
   */
  MethodLinks of(RecordedRun run, String method);
}
