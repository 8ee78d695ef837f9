package org.hyperprism.experiment;

import java.util.Optional;
import org.hyperprism.engine.Engine;
import org.hyperprism.engine.RoundDefinition;
import org.hyperprism.results.ResultTables;
import org.hyperprism.results.RoundMetrics;

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

  /** Whether the engine computes in this JVM; executors of a cluster would do so elsewhere. */
  default boolean computesHere() {
    return true;
  }

  /** Whether an interrupted run can go on here after {@link Engine#checkpoint}. */
  boolean keepsCheckpoints();

  /** Keeps the rows of the rounds so far. */
  void keepRounds(ResultTables tables);

  /** A round is done, for whoever watches a run while it goes on. */
  default void measured(RoundMetrics row) {}

  /** Where those rows are found when the run has ended; empty if it has no files. */
  Optional<String> metricsFile();

  /** Keeps the devices' models of the best round so far, where that is wanted. */
  default void keepBestModels(String method, int round, Engine engine) {}

  /** Keeps the devices' models of a method that is done, where that is wanted. */
  default void keepModels(String method, Engine engine) {}
}
