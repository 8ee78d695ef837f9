package org.hyperprism.ml;

import com.typesafe.config.Config;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.hyperprism.api.GivenFrames;
import org.hyperprism.dataset.table.FrameReader;
import org.hyperprism.experiment.ExperimentResult;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.setting.SettingText;

/** The run behind a fit. */
final class TrainingRun {

  private TrainingRun() {}

  /**
   * Runs it in memory; the models are kept.
   *
   * @param layer the settings
   */
  static ExperimentResult of(
      SparkSession spark, FrameReader.Placed samples, Optional<Dataset<Row>> links, Config layer) {
    return GivenFrames.of(samples, links).run(spark, layer);
  }

  /** What was learned; the result's own models are given back. */
  static LearnedModels learned(ExperimentResult result) {
    String method = result.configuration().methods().get(0);
    float[][] devices = result.models().of(method).toDriver();
    result.models().close();
    return LearnedModels.of(settings(result.configuration()), result.inputs().model(), devices);
  }

  /** Without those of data: they name folders of this machine, and the data were given. */
  static String settings(ExperimentConfiguration configuration) {
    return SettingText.render(
        ExperimentConfiguration.schema(), configuration, key -> !key.startsWith("data."));
  }
}
