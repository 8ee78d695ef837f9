package org.hyperprism.sweep;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hyperprism.report.mlflow.MlflowSweep;
import org.hyperprism.results.RunDirectory;

/** A sweep for MLflow, if its first experiment asks for that. */
public final class SweepTracking implements AutoCloseable {

  private static final List<String> FILES =
      List.of(
          RunDirectory.Kind.SWEEP.marker(),
          RunDirectory.ENVIRONMENT,
          "results.csv",
          "results-wide.csv",
          "statistics.csv",
          "differences.csv",
          "results.md",
          "tuned.md",
          "tuned.conf");

  private final Optional<MlflowSweep> mlflow;

  /**
   * Begins or takes up the sweep's run, in which its experiments' are nested.
   *
   * @param directory claimed
   */
  public SweepTracking(SweepConfiguration sweep, RunDirectory directory) {
    this.mlflow =
        sweep.cells().stream()
            .findFirst()
            .flatMap(cell -> cell.configuration().tracking().mlflowTarget())
            .map(target -> new MlflowSweep(target, directory, axes(sweep)));
  }

  /** The settings that differ, each with all its values. */
  private static Map<String, String> axes(SweepConfiguration sweep) {
    Map<String, String> axes = new LinkedHashMap<>();
    for (int key = 0; key < sweep.keys().size(); key++) {
      int place = key;
      axes.put(
          sweep.keys().get(key),
          sweep.cells().stream()
              .map(cell -> cell.values().get(place))
              .distinct()
              .collect(Collectors.joining(", ")));
    }
    return axes;
  }

  /** When all files are written. */
  public void finish() {
    mlflow.ifPresent(each -> each.finish(FILES));
  }

  @Override
  public void close() {
    mlflow.ifPresent(MlflowSweep::close);
  }
}
