package org.hyperprism.experiment.configuration;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hyperprism.report.mlflow.MlflowTarget;
import org.hyperprism.setting.Consistent;
import org.hyperprism.setting.Setting;

/**
 * What a run is written down for besides its tables; nothing here changes a result.
 *
 * @param tensorBoard whether there are event files
 * @param mlflow address of an MLflow tracking server; empty sends nothing
 * @param mlflowExperiment name of the experiment there
 */
public record TrackingConfiguration(
    @Setting(
            defaultValue = "true",
            documentation =
                "Writes the rounds of every method as event files for TensorBoard, to the folder"
                    + " tensorboard of the run directory, while the run goes on.")
        boolean tensorBoard,
    @Setting(
            defaultValue = "null",
            documentation =
                "MLflow tracking server, such as \"http://localhost:5000\", that receives settings,"
                    + " the rounds of every method and small files while the run goes on.")
        Optional<String> mlflow,
    @Setting(
            defaultValue = "hyperprism",
            documentation =
                "Experiment of that server, which is made if there is none of the name.")
        String mlflowExperiment)
    implements Consistent {

  private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s/@]+(/\\S*)?");

  @Override
  public Map<String, String> violations() {
    boolean sound = mlflow.isEmpty() || ADDRESS.matcher(mlflow.get()).matches();
    return sound
        ? Map.of()
        : Map.of(
            "mlflow",
            mlflow.orElseThrow().contains("@")
                ? "holds a name or a password, expected in the environment: MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD"
                : "is '%s', expected an address such as \"http://localhost:5000\", or null"
                    .formatted(mlflow.orElseThrow()));
  }

  /** Where MLflow is told of a run, if it is. */
  public Optional<MlflowTarget> mlflowTarget() {
    return mlflow.map(address -> new MlflowTarget(address, mlflowExperiment));
  }
}
