package org.hyperprism.report.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hyperprism.results.RunDirectory;
import org.hyperprism.results.Summary;
import org.mlflow.api.proto.Service.CreateRun;
import org.mlflow.api.proto.Service.Experiment;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Param;
import org.mlflow.api.proto.Service.RunInfo;
import org.mlflow.api.proto.Service.RunStatus;
import org.mlflow.api.proto.Service.RunTag;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowHttpException;

/**
 * One run of MLflow's. Where the server cannot be reached there is a warning, and nothing else
 * happens.
 */
final class MlflowRun implements AutoCloseable {

  /** Names the run of MLflow's, beside a run's other files; without a name if it has none. */
  static final String FILE = "mlflow.json";

  private static final String RUN = "run_id";

  /** In a sweep's file: an experiment waited in vain, so that the others do not try. */
  private static final String SILENT = "silent";

  /** MLflow takes no more metrics, and no more parameters, at once. */
  private static final int MOST_METRICS = 1000;

  private static final int MOST_PARAMETERS = 100;

  /** MLflow's older servers take no longer value of a parameter. */
  private static final int LONGEST_VALUE = 500;

  private final RunDirectory directory;
  private final MlflowConnection connection;
  private final Optional<String> parent;
  private final Optional<RunInfo> run;
  private final Thread killed = new Thread(this::kill, "hyperprism-mlflow-killed");
  private boolean ended;

  /**
   * Begins a run, or takes up that of the directory.
   *
   * @param settings its parameters, by key
   * @param anew whether a run of the directory's is deleted; otherwise it goes on
   * @param patience how long one call may take
   */
  MlflowRun(
      MlflowTarget target,
      RunDirectory directory,
      Map<String, String> settings,
      boolean anew,
      Duration patience) {
    this.directory = directory;
    this.connection =
        new MlflowConnection(target, new MlflowCredentials(System.getenv()), patience);
    JsonNode sweep = read("../" + FILE);
    this.parent = runOf(sweep);
    if (parent.equals(Optional.of("")) || sweep.path(SILENT).asBoolean()) {
      connection.close(); // its sweep has said why
      run = Optional.empty();
      return;
    }
    Optional<String> before = runOf(read(FILE)).filter(id -> !id.isEmpty());
    run =
        connection.attempt(
            client -> begin(client, target.experiment(), before, anew, parent.orElse("")));
    directory.write(FILE, Summary.toJson(Map.of(RUN, run.map(RunInfo::getRunId).orElse(""))));
    Runtime.getRuntime().addShutdownHook(killed);
    if (run.isPresent() && !run.map(RunInfo::getRunId).equals(before)) {
      // A run that goes on has them, and MLflow takes no other values.
      parameters(settings);
    }
  }

  private void parameters(Map<String, String> settings) {
    List<Param> parameters = new ArrayList<>();
    settings.forEach(
        (key, value) ->
            parameters.add(
                Param.newBuilder()
                    .setKey(key)
                    .setValue(value.substring(0, Math.min(value.length(), LONGEST_VALUE)))
                    .build()));
    for (List<Param> batch : batches(parameters, MOST_PARAMETERS)) {
      send((client, id) -> client.logBatch(id, List.of(), batch, List.of()));
    }
  }

  private RunInfo begin(
      MlflowClient client, String name, Optional<String> before, boolean anew, String parent) {
    if (before.isPresent()) {
      try {
        RunInfo info = client.getRun(before.get()).getInfo();
        boolean isDeleted = info.getLifecycleStage().equals("deleted");
        if (!anew && !isDeleted) {
          return info;
        }
        if (!isDeleted) {
          client.deleteRun(before.get());
        }
      } catch (MlflowHttpException gone) {
        // Of another server, or deleted there: a new one, then.
      }
    }
    // By a search, for the client takes the answer that there is none for a reason to ask again.
    String quote = name.contains("'") ? "\"" : "'";
    String experiment =
        client.searchExperiments("name = " + quote + name + quote).getItems().stream()
            .filter(each -> each.getName().equals(name))
            .map(Experiment::getExperimentId)
            .findFirst()
            .orElseGet(() -> client.createExperiment(name));
    CreateRun.Builder request =
        CreateRun.newBuilder()
            .setExperimentId(experiment)
            .setRunName(directory.name())
            .setStartTime(System.currentTimeMillis())
            .addTags(tag("mlflow.runName", directory.name()))
            .addTags(tag("mlflow.source.name", "hyperprism"));
    if (!parent.isEmpty()) {
      request.addTags(tag("mlflow.parentRunId", parent));
    }
    return client.createRun(request.build());
  }

  private static RunTag tag(String key, String value) {
    return RunTag.newBuilder().setKey(key).setValue(value).build();
  }

  private JsonNode read(String file) {
    try {
      return new ObjectMapper().readTree(directory.read(file).orElse("{}"));
    } catch (IOException | RuntimeException unreadable) {
      return MissingNode.getInstance(); // no reason for a run to fail
    }
  }

  /** The run of MLflow's that a file names; empty if there is no such file. */
  private static Optional<String> runOf(JsonNode file) {
    return Optional.ofNullable(file.path(RUN).textValue());
  }

  /** What is done with a run. */
  @FunctionalInterface
  private interface Call {
    void on(MlflowClient client, String id) throws Exception;
  }

  private void send(Call call) {
    run.ifPresent(
        info ->
            connection.attempt(
                client -> {
                  call.on(client, info.getRunId());
                  return info;
                }));
  }

  private static <T> List<List<T>> batches(List<T> all, int most) {
    List<List<T>> batches = new ArrayList<>();
    for (int first = 0; first < all.size(); first += most) {
      batches.add(all.subList(first, Math.min(all.size(), first + most)));
    }
    return batches;
  }

  void metrics(List<Metric> metrics) {
    for (List<Metric> batch : batches(metrics, MOST_METRICS)) {
      send((client, id) -> client.logBatch(id, batch, List.of(), List.of()));
    }
  }

  /** Ends the run, and sends those of these files that the directory has. */
  void finish(List<String> names) {
    // First, so that a store that takes no files leaves no run that seems to go on.
    end(RunStatus.FINISHED);
    for (String name : names) {
      directory
          .read(name)
          .ifPresent(
              text ->
                  run.ifPresent(
                      info ->
                          connection.attempt(
                              client -> connection.upload(info.getArtifactUri(), name, text))));
    }
  }

  /** Ends a run that is not finished as one that was stopped. */
  void kill() {
    end(RunStatus.KILLED);
  }

  private synchronized void end(RunStatus status) {
    if (!ended || status == RunStatus.FINISHED) {
      ended = true;
      send((client, id) -> client.setTerminated(id, status));
    }
  }

  /** Ends a run that is not finished as one that failed. */
  @Override
  public void close() {
    end(RunStatus.FAILED);
    connection.close();
    if (connection.isSilent() && parent.isPresent()) {
      directory.write("../" + FILE, Summary.toJson(Map.of(RUN, parent.get(), SILENT, true)));
    }
    try {
      Runtime.getRuntime().removeShutdownHook(killed);
    } catch (IllegalStateException ending) {
      // It runs, or has run.
    }
  }
}
