package org.hyperprism.experiment;

import org.hyperprism.engine.Carrier;
import org.hyperprism.engine.Carriers;
import org.hyperprism.engine.RoundProgram;
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
  public Carrier carrier(String method, RoundProgram program, int resumeAfter) {
    return Carriers.onOneThread(program, preparation.dataset().train(), preparation.assignment());
  }

  @Override
  public boolean keepsCheckpoints() {
    return false;
  }

  @Override
  public void keepRounds(ResultTables tables) {}

  @Override
  public String metricsFile() {
    return metricsFile;
  }
}
