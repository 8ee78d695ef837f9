package org.hyperprism.experiment;

import java.io.Serializable;
import java.util.LinkedHashMap;
import org.apache.spark.TaskContext;
import org.hyperprism.engine.Communication;
import org.hyperprism.experiment.configuration.ConfigurationLoader;
import org.hyperprism.experiment.configuration.ConfigurationWriter;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.experiment.input.ExperimentInputs;
import org.hyperprism.experiment.input.ShiftSource;
import org.hyperprism.experiment.input.SourceData;
import org.hyperprism.experiment.models.ModelStart;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.partition.PartitionSummary;
import org.hyperprism.results.ResultTables;
import org.hyperprism.results.RoundMetrics;
import org.hyperprism.simulation.Fleet;
import org.hyperprism.spark.JavaBroadcast;
import org.jspecify.annotations.Nullable;

/**
 * A whole experiment as a Spark task: divides the data and runs all methods on the task's thread. A
 * failure is an outcome like another, so that it ends no other experiment.
 */
final class ExperimentTask implements Serializable {

  private static final long serialVersionUID = 1L;

  private final int index;
  private final String settings;
  private final JavaBroadcast<SourceData> data;
  private final ModelDefinition model;
  private final Communication communication;
  private final @Nullable ModelStart start;
  private final @Nullable Fleet fleet;
  private final String metricsFile;

  /**
   * @param index place of the experiment in its batch
   * @param data the samples, the same broadcast for all experiments on one data set
   * @param start the models that the devices begin with; null for one that is drawn by the seed
   * @param fleet how fast the devices are, and what they draw; null where no time is simulated
   * @param metricsFile where the driver will write the rows of the rounds
   */
  ExperimentTask(
      int index,
      ExperimentConfiguration configuration,
      JavaBroadcast<SourceData> data,
      ModelDefinition model,
      Communication communication,
      @Nullable ModelStart start,
      @Nullable Fleet fleet,
      String metricsFile) {
    this.index = index;
    // As text, because Java does not serialise its optional values.
    this.settings = ConfigurationWriter.render(configuration);
    this.data = data;
    this.model = model;
    this.communication = communication;
    this.start = start;
    this.fleet = fleet;
    this.metricsFile = metricsFile;
  }

  TaskOutcome run() {
    ResultTables tables = new ResultTables(model.classes());
    LinkedHashMap<String, String> checksums = new LinkedHashMap<>();
    @Nullable PartitionSummary partition = null;
    try {
      ExperimentConfiguration configuration = ConfigurationLoader.parse(settings);
      Preparation preparation =
          Preparation.of(
              configuration,
              new ExperimentInputs(
                  data.value(),
                  model,
                  ShiftSource.of(configuration, data.value().test()),
                  communication,
                  start,
                  fleet,
                  ""));
      partition = preparation.data().summary();
      RunContext context = new TaskRunContext(preparation, metricsFile);
      MethodRun.all(configuration, preparation, context, tables, new EndsWithTheJob(), checksums);
      return TaskOutcome.of(index, partition, tables, checksums, null);
    } catch (Throwable failure) { // Scala throws what is checked without declaring it
      return TaskOutcome.of(index, partition, tables, checksums, ExperimentFailure.of(failure));
    }
  }

  /** Ends the task within a round when its job is no longer wanted. */
  private static final class EndsWithTheJob implements RunObserver {

    @Override
    public void roundDone(RoundMetrics metrics) {
      TaskContext.get().killTaskIfInterrupted();
    }
  }
}
