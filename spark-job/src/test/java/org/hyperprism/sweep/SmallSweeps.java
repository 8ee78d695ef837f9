package org.hyperprism.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hyperprism.results.RunOptions;
import org.hyperprism.results.Summary;
import org.junit.jupiter.api.io.TempDir;

/** Whole sweeps on the MNIST sample that ships with the jar, in a folder of the test. */
abstract class SmallSweeps {

  static final String TWO_BY_TWO =
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

  @SuppressWarnings("NullAway.Init") // JUnit sets it
  @TempDir
  Path directory;

  final SweepResults run(String text, String name, boolean resume, SweepObserver observer)
      throws IOException {
    return new Sweep(load(text), options(name, resume), cell -> true, observer).run();
  }

  final SweepConfiguration load(String text) throws IOException {
    return SweepLoader.load(Files.writeString(directory.resolve("own.conf"), text), List.of());
  }

  final RunOptions options(String name, boolean resume) {
    return new RunOptions(Optional.of(directory.resolve(name).toString()), false, resume);
  }

  final List<String> read(String file) throws IOException {
    return Files.readAllLines(directory.resolve(file));
  }

  static List<String> checksums(SweepResults results) {
    return results.cells().stream()
        .flatMap(cell -> cell.summary().stream())
        .flatMap(summary -> summary.methods().stream())
        .map(Summary.MethodSummary::parametersCrc32)
        .toList();
  }
}
