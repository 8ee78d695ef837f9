package org.hyperprism.experiment;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.spark.api.java.JavaSparkContext;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.experiment.input.ExperimentInputs;
import org.hyperprism.experiment.input.GivenInputs;
import org.hyperprism.experiment.session.SparkSessions;
import org.hyperprism.results.ResultTables;
import org.hyperprism.results.Summary;

/**
 * Runs an experiment without a run directory: it writes no file, keeps no checkpoints, and its
 * results stay in memory. It gives the same bits as {@link Experiment}, and leaves the Spark
 * session open.
 */
public final class InMemoryExperiment {

  private final ExperimentConfiguration configuration;
  private final GivenInputs given;
  private final RunObserver observer;

  /**
   * @param given samples and links in place of those that the settings name
   */
  public InMemoryExperiment(
      ExperimentConfiguration configuration, GivenInputs given, RunObserver observer) {
    this.configuration = configuration;
    this.given = given;
    this.observer = observer;
  }

  /**
   * Runs the experiment.
   *
   * @param models receives the models that the devices end with
   * @throws org.hyperprism.failure.HyperPrismException for what the caller can mend
   */
  public ExperimentResult run(FinalModels models) {
    ModeChoice.refuseSweep(configuration.engine().mode());
    ExperimentInputs inputs = new ExperimentInputs.Reader(given).read(configuration);
    Preparation preparation = Preparation.of(configuration, inputs);
    JavaSparkContext spark = SparkSessions.context();
    CentralMethod.requireSuited(configuration, spark.getConf());
    ModeChoice choice = ModeChoice.of(configuration, inputs, spark);
    Map<String, String> environment =
        Environment.describe(
            spark, preparation.backend(), choice, preparation.attack(), preparation.compression());
    ResultTables tables = new ResultTables(preparation.model().classes());
    Map<String, String> checksums = new LinkedHashMap<>();
    DriverRunContext context =
        new DriverRunContext(configuration, choice.mode(), preparation, spark, models);
    observer.started(
        preparation.describe(configuration.evaluate().on(), environment, context.describe(choice)));
    OptionalDouble centralisedAccuracy;
    boolean done = false;
    try {
      MethodRun.all(configuration, preparation, context, tables, observer, checksums);
      centralisedAccuracy = preparation.centralisedAccuracy(configuration);
      done = true;
    } finally {
      if (!done) {
        models.close();
      }
    }
    Summary summary =
        ExperimentResult.summary(configuration, tables, checksums, centralisedAccuracy);
    return new ExperimentResult(
        configuration, inputs, preparation.data().summary(), tables, summary, models);
  }
}
