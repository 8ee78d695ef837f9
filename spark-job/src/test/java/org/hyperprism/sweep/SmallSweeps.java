package org.hyperprism.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hyperprism.results.RunOptions;
import org.hyperprism.results.Summary;
import org.hyperprism.testing.JvmProbe;
import org.junit.jupiter.api.io.TempDir;

/** Whole sweeps on the MNIST sample that ships with the jar, in a folder of the test. */
public abstract class SmallSweeps {

  protected static final String TWO_BY_TWO =
      """
      data.name = mnist-sample
      devices = 6
      rounds = 4
      methods = [dpsgd, swarmsgd]
      train.batchSize = 16
      evaluate { every = 2, samples = 100 }
      engine { mode = local, checkpointEvery = 1 }
      sweep {
        partition.alpha = [0.1, 10]
        seed = [1, 2]
      }
      """;

  /** Two experiments that end in an error of the JVM, and one that is sound. */
  protected static final String TOO_LARGE =
      TWO_BY_TWO.replaceAll(
          "(?s)sweep \\{.*",
          """
          sweep.variants = [
            { name = beyond-arrays, train.batchSize = 2000000000 }
            { name = beyond-memory, train.batchSize = 2700000 }
            { name = sound }
          ]
          """);

  /** One method for two rounds; the test adds what is swept. */
  protected static final String TINY =
      TWO_BY_TWO
          .replace("[dpsgd, swarmsgd]", "[dpsgd]")
          .replace("rounds = 4", "rounds = 2")
          .replaceAll("(?s)sweep \\{.*", "");

  @SuppressWarnings("NullAway.Init") // JUnit sets it
  @TempDir
  protected Path directory;

  protected final SweepResults run(String text, String name, boolean resume, SweepObserver observer)
      throws IOException {
    return new Sweep(load(text), options(name, resume), cell -> true, observer).run();
  }

  /** What is true of the sweep {@link #TOO_LARGE}, run, resumed and tried again. */
  protected final void assertOthersGoOn(String text, String name) throws IOException {
    RecordingSweepObserver events = new RecordingSweepObserver();
    SweepResults results = run(text, name, false, events);

    assertThat(events.failed).hasSize(2);
    assertThat(results.cells().stream().map(cell -> cell.summary().isPresent()))
        .containsExactly(false, false, true);
    assertThat(results.anyFault()).isFalse();
    assertThat(results.cells().get(0).failure().orElseThrow()).contains("smaller batches");
    assertThat(results.cells().get(1).failure().orElseThrow())
        .contains("out of memory", "HYPERPRISM_HEAP");
    List<String> rows = read(name + "/results.csv");
    assertThat(rows).hasSize(1 + 3 * 2);
    // Two methods each; no accuracies, the exit code, then why.
    assertThat(rows.subList(1, 3))
        .allSatisfy(
            row ->
                assertThat(row)
                    .startsWith("beyond-arrays,beyond-arrays,")
                    .contains(
                        ",,,,,,,,2,\"an array of more than 2^31 - 1 numbers would be needed"));
    assertThat(rows.subList(3, 5))
        .allSatisfy(
            row ->
                assertThat(row)
                    .startsWith("beyond-memory,beyond-memory,")
                    .contains(",,,,,,,,2,\"out of memory"));
    assertThat(rows.subList(5, 7))
        .allSatisfy(row -> assertThat(row).startsWith("sound,sound,").endsWith(",0,"));
    assertThat(results.cells().stream().map(CellResult::exitCode)).containsExactly(2, 2, 0);
    assertThat(read(name + "/beyond-memory.failure.txt"))
        .singleElement()
        .asString()
        .contains("out of memory");

    RecordingSweepObserver resumed = new RecordingSweepObserver();
    SweepResults again = run(text, name, true, resumed);
    assertThat(resumed.started).isEmpty();
    assertThat(resumed.skipped).containsExactly("sound");
    assertThat(resumed.failedBefore).containsExactly("beyond-arrays", "beyond-memory");
    assertThat(again.csv()).isEqualTo(results.csv());

    RecordingSweepObserver retried = new RecordingSweepObserver();
    new Sweep(load(text), options(name, true), cell -> true, retried).retryFailed().run();
    assertThat(retried.failed).hasSize(2);
    assertThat(retried.skipped).containsExactly("sound");
  }

  /**
   * What a program prints that is given the file of a sweep, then the other arguments: in a JVM of
   * its own, for a plug-in that no other test is to see.
   */
  protected final String printed(Class<?> program, String text, String... others) throws Exception {
    Path file = Files.writeString(directory.resolve("own.conf"), text);
    return JvmProbe.run(
        Map.of(),
        Files.readAllLines(Path.of("..", "conf", "jvm.options")),
        program,
        Stream.concat(Stream.of(file.toString()), Stream.of(others)).toArray(String[]::new));
  }

  protected final SweepConfiguration load(String text) throws IOException {
    return SweepLoader.load(Files.writeString(directory.resolve("own.conf"), text), List.of());
  }

  protected final RunOptions options(String name, boolean resume) {
    return new RunOptions(Optional.of(directory.resolve(name).toString()), false, resume);
  }

  protected final List<String> read(String file) throws IOException {
    return Files.readAllLines(directory.resolve(file));
  }

  protected static List<String> checksums(SweepResults results) {
    return results.cells().stream()
        .flatMap(cell -> cell.summary().stream())
        .flatMap(summary -> summary.methods().stream())
        .map(Summary.MethodSummary::parametersCrc32)
        .toList();
  }
}
