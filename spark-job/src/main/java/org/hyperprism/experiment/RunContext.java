package org.hyperprism.experiment;

import org.hyperprism.engine.Engine;
import org.hyperprism.engine.RoundDefinition;
import org.hyperprism.results.ResultTables;

/**
 * Where a run is computed: the engine of its rounds, and what is kept of them before the run is
 * done.
 */
interface RunContext {

  /** The round after which a method goes on; 0 for its beginning. */
  int resumeAfter(String method);

  /**
   * The engine of a method's rounds.
   *
   * @param resumeAfter what {@link #resumeAfter} gave
   */
  Engine engine(String method, RoundDefinition definition, int resumeAfter);

  /** Whether an interrupted run can go on here after {@link Engine#checkpoint}. */
  boolean keepsCheckpoints();

  /** Keeps the rows of the rounds so far. */
  void keepRounds(ResultTables tables);

  /** Where those rows are found when the run has ended. */
  String metricsFile();
}
