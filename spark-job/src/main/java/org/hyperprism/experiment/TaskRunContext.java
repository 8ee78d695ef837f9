package org.hyperprism.experiment;

import java.util.Optional;
import org.hyperprism.engine.Engine;
import org.hyperprism.engine.Engines;
import org.hyperprism.engine.RoundDefinition;
import org.hyperprism.results.ResultTables;

/** A run inside a Spark task: one thread, nothing kept before it is done. */
final class TaskRunContext implements RunContext {

  private final Preparation preparation;
  private final String metricsFile;

  /**
   * @param metricsFile where the driver will write the rows
   */
  TaskRunContext(Preparation preparation, String metricsFile) {
    this.preparation = preparation;
    this.metricsFile = metricsFile;
  }

  @Override
  public int resumeAfter(String method) {
    return 0;
  }

  @Override
  public Engine engine(String method, RoundDefinition definition, int resumeAfter) {
    return Engines.onOneThread(definition, preparation.data().training());
  }

  @Override
  public boolean keepsCheckpoints() {
    return false;
  }

  @Override
  public void keepRounds(ResultTables tables) {}

  @Override
  public Optional<String> metricsFile() {
    return Optional.of(metricsFile);
  }
}
