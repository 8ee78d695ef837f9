package org.hyperprism.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hyperprism.report.mlflow.TrackingServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sweep as a server of MLflow's interface has it. */
@Timeout(300)
class TrackedSweepTest extends SmallSweeps {

  @ParameterizedTest
  @ValueSource(strings = {"local", "sweep"})
  void itsRunsAreNestedInItsOwn(String mode) throws IOException {
    try (TrackingServer server = new TrackingServer()) {
      String sweep =
          TWO_BY_TWO.replace("mode = local", "mode = " + mode)
              + "tracking.mlflow = \"%s\"\n".formatted(server.address());
      run(sweep, "tracked", false, new RecordingSweepObserver());
      Set<String> first = Set.copyOf(server.runs().keySet());
      run(sweep, "tracked", true, new RecordingSweepObserver());

      assertThat(server.refused()).isEmpty();
      Map<String, TrackingServer.Run> runs = server.runs();
      assertThat(runs.keySet()).as("nothing was left to run").isEqualTo(first).hasSize(5);
      TrackingServer.Run own = server.run("tracked");
      assertThat(own.parameters)
          .containsEntry("seed", "1, 2")
          .containsEntry("partition.alpha", "0.1, 10");
      assertThat(own.files).containsKeys("sweep.conf", "results.csv", "results.md");
      assertThat(own.metrics).isEmpty();
      String id = runs.keySet().iterator().next();
      assertThat(runs.get(id)).isSameAs(own);
      assertThat(runs.values()).allSatisfy(run -> assertThat(run.status).isEqualTo("FINISHED"));
      assertThat(runs.values())
          .filteredOn(run -> id.equals(run.tags.get("mlflow.parentRunId")))
          .hasSize(4)
          .allSatisfy(
              run -> {
                assertThat(run.metrics.get("accuracy_mean/dpsgd")).containsOnlyKeys(2L, 4L);
                assertThat(run.files).containsKey("summary.json");
              });
    }
  }

  @Test
  void aFailedRunGivesWayWhereItIsTriedAgain() throws IOException {
    try (TrackingServer server = new TrackingServer()) {
      String sweep =
          TWO_BY_TWO
                  .replace("mode = local", "mode = sweep")
                  .replaceAll("seed = .*", "train.learningRate = [0.1, 3e38]")
              + "tracking.mlflow = \"%s\"\n".formatted(server.address());
      run(sweep, "failing", false, new RecordingSweepObserver());
      List<String> before = names(server);
      new Sweep(load(sweep), options("failing", true), cell -> true, new RecordingSweepObserver())
          .retryFailed()
          .run();

      assertThat(server.refused()).isEmpty();
      assertThat(before).doesNotHaveDuplicates().hasSize(5);
      assertThat(server.runs().values()).filteredOn(run -> run.status.equals("FAILED")).hasSize(2);
      assertThat(names(server)).containsExactlyInAnyOrderElementsOf(before);
    }
  }

  private static List<String> names(TrackingServer server) {
    return server.runs().values().stream().map(run -> run.tags.get("mlflow.runName")).toList();
  }
}
