package org.hyperprism.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Sweeps whose experiments run side by side, each as a task of one Spark job. */
class SweepTasksTest extends SmallSweeps {

  private static final String AS_TASKS = TWO_BY_TWO.replace("mode = local", "mode = sweep");

  private static final Map<String, String> LOCAL =
      Map.of(
          "spark.master", "local[2]",
          "spark.driver.host", "127.0.0.1",
          "spark.driver.bindAddress", "127.0.0.1",
          "spark.ui.enabled", "false");

  @Test
  void experimentsAsTasksGiveTheSameBitsAndFilesAsOneAfterTheOther() throws IOException {
    SweepResults one = run(TWO_BY_TWO, "one", false, new RecordingSweepObserver());
    RecordingSweepObserver events = new RecordingSweepObserver();

    SweepResults together = run(AS_TASKS, "together", false, events);

    assertThat(events.together).containsExactly("4 mode sweep: engine.mode says so");
    assertThat(events.started).hasSize(4);
    assertThat(events.finished).isEqualTo(4);
    assertThat(checksums(together)).hasSize(8).isEqualTo(checksums(one));
    assertThat(together.markdown()).isEqualTo(one.markdown());
    for (SweepCell cell : load(TWO_BY_TWO).cells()) {
      assertThat(files("together/" + cell.name())).isEqualTo(files("one/" + cell.name()));
      for (String same : List.of("devices.csv", "partition.csv")) {
        assertThat(read("together/" + cell.name() + "/" + same))
            .isEqualTo(read("one/" + cell.name() + "/" + same));
      }
      assertThat(
              Files.readString(directory.resolve("together/" + cell.name() + "/environment.json")))
          .contains("\"engine_mode\" : \"sweep\"");
    }
  }

  @Test
  void resumingRunsTheTasksThatAreNotComplete() throws IOException {
    SweepResults whole = run(AS_TASKS, "whole", false, new RecordingSweepObserver());
    Path begun = directory.resolve("whole/alpha-10_seed-1");
    Files.delete(begun.resolve("summary.json"));
    RecordingSweepObserver rest = new RecordingSweepObserver();

    SweepResults resumed = run(AS_TASKS, "whole", true, rest);

    assertThat(rest.skipped).hasSize(3);
    assertThat(rest.started).containsExactly("alpha-10_seed-1");
    assertThat(checksums(resumed)).isEqualTo(checksums(whole));
    assertThat(begun.resolve("summary.json")).exists();
  }

  @Test
  void aTaskThatFailsSaysSoAndTheOthersRun() throws IOException {
    String failing =
        AS_TASKS.replaceAll(
            "(?s)sweep \\{.*",
            """
            sweep.variants = [
              { name = diverging, dpsgd.learningRate = 3e38 }
              { name = crowded, devices = 100000 }
              { name = absent, data.path = "/nowhere/at/all.csv" }
              { name = sound }
            ]
            """);
    RecordingSweepObserver events = new RecordingSweepObserver();

    SweepResults results = run(failing, "failing-tasks", false, events);

    assertThat(events.started).hasSize(4);
    assertThat(events.finished).isEqualTo(1);
    assertThat(results.cells().stream().map(cell -> cell.failure().isPresent()))
        .containsExactly(true, true, true, false);
    String diverged = results.cells().get(0).failure().orElseThrow();
    assertThat(diverged)
        .contains("dpsgd diverged")
        .contains(directory.resolve("failing-tasks/diverging/metrics.csv").toString());
    assertThat(read("failing-tasks/diverging/metrics.csv")).hasSize(1 + 1);
    assertThat(results.cells().get(1).failure().orElseThrow()).contains("100000");
    assertThat(directory.resolve("failing-tasks/crowded")).doesNotExist();
    assertThat(results.cells().get(2).failure().orElseThrow()).contains("/nowhere/at/all.csv");
    assertThat(directory.resolve("failing-tasks/sound/summary.json")).exists();
  }

  @Test
  void aTaskThatIsTooLargeEndsNoOther() throws IOException {
    assertOthersGoOn(TOO_LARGE.replace("mode = local", "mode = sweep"), "too-large-tasks");
  }

  /** A task may take a fortieth of the memory here, as one of as many. */
  @Test
  void aTaskThatDoesNotFitBesideOthersRunsAloneAfterThem() throws IOException {
    String large =
        AS_TASKS.replaceAll(
            "(?s)sweep \\{.*",
            """
            sweep.variants = [
              { name = large, model = mlp, devices = 60, rounds = 1, methods = [dpsgd] }
              { name = small, rounds = 1, methods = [dpsgd] }
            ]
            """);
    Map<String, String> properties = new HashMap<>(LOCAL);
    properties.put("spark.default.parallelism", "40");
    properties.forEach(System::setProperty);
    RecordingSweepObserver events = new RecordingSweepObserver();
    try {
      SweepResults results = run(large, "alone", false, events);

      assertThat(results.anyFailed()).isFalse();
    } finally {
      properties.keySet().forEach(System::clearProperty);
    }
    assertThat(events.together)
        .containsExactly(
            "1 mode sweep: engine.mode says so",
            "1 mode sweep: engine.mode says so; alone, as it takes too much memory beside others");
    assertThat(events.started).containsExactly("small", "large");
  }

  @Test
  void aModelThatCannotBeReadFailsItsOwnTaskAlone() throws IOException {
    Path broken = Files.writeString(directory.resolve("broken.json"), "{ \"layers\": ");
    String models =
        AS_TASKS.replaceAll(
            "(?s)sweep \\{.*",
            """
            sweep.variants = [
              { name = bad, model = "%s", train.backend = dl4j, rounds = 1 }
              { name = sound, rounds = 1 }
            ]
            """
                .formatted(broken));
    RecordingSweepObserver events = new RecordingSweepObserver();

    SweepResults results = run(models, "models", false, events);

    assertThat(results.cells().stream().map(CellResult::exitCode)).containsExactly(2, 0);
    assertThat(results.cells().get(0).failure().orElseThrow()).contains("broken.json");
    assertThat(read("models/results.csv").get(1)).startsWith("bad,").contains("broken.json");
    assertThat(directory.resolve("models/sound/summary.json")).exists();
  }

  @Test
  void enoughSmallExperimentsThatLeaveItToUsBecomeTasks() throws IOException {
    LOCAL.forEach(System::setProperty);
    try {
      String auto = TWO_BY_TWO.replace("mode = local", "mode = auto");
      RecordingSweepObserver many = new RecordingSweepObserver();
      run(auto, "auto", false, many);
      assertThat(many.together)
          .containsExactly(
              "4 mode sweep: 4 small experiments keep the 2 cores of local[2] busy, each on one thread");
      RecordingSweepObserver single = new RecordingSweepObserver();
      new Sweep(
              load(auto),
              options("auto-single", false),
              cell -> cell.name().equals("alpha-10_seed-1"),
              single)
          .run();
      assertThat(single.together).isEmpty();
      assertThat(
              Files.readString(directory.resolve("auto-single/alpha-10_seed-1/environment.json")))
          .contains("\"engine_mode\" : \"local\"")
          .contains("local[2] is this JVM alone");
    } finally {
      LOCAL.keySet().forEach(System::clearProperty);
    }
  }

  private List<String> files(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve(folder))) {
      return files
          .map(file -> directory.resolve(folder).relativize(file).toString())
          .map(file -> file.replaceFirst("tfevents\\.\\d+", "tfevents.TIME"))
          .sorted()
          .toList();
    }
  }
}
