package org.hyperprism.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hyperprism.experiment.configuration.ConfigurationLoader;
import org.hyperprism.packaging.RunResults;
import org.hyperprism.results.RunOptions;
import org.hyperprism.results.Summary;
import org.junit.jupiter.api.io.TempDir;

/** Whole experiments on the MNIST sample that ships with the jar, in a folder of the test. */
abstract class SmallExperiments {

  @TempDir Path directory;

  final Summary run(String name, String... settings) {
    return experiment(name, false, new RecordingObserver(), settings).run();
  }

  final Experiment experiment(
      String name, boolean resume, RunObserver observer, String... settings) {
    return new Experiment(
        ConfigurationLoader.load(Optional.empty(), settings(settings)),
        new RunOptions(Optional.of(path(name)), false, resume),
        observer);
  }

  final Experiment experiment(String name, RunOptions options, String... settings) {
    return experiment(name, options, new RecordingObserver(), settings);
  }

  final Experiment experiment(
      String name, RunOptions options, RunObserver observer, String... settings) {
    assertThat(options.out().orElseThrow()).endsWith(name);
    return new Experiment(
        ConfigurationLoader.load(Optional.empty(), settings(settings)), options, observer);
  }

  final String path(String name) {
    return directory.resolve(name).toString();
  }

  static List<String> settings(String... more) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "data.name=mnist-sample",
                // Exponents are learned, so that there is something in every table.
                "hyperprism.preset=mirror-atc",
                "engine.mode=distributed",
                "devices=10",
                "rounds=6",
                "train.batchSize=32",
                "evaluate.every=3",
                "evaluate.samples=300"));
    settings.addAll(List.of(more));
    return settings;
  }

  static String[] with(String[] some, String... more) {
    String[] all = Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }

  /**
   * Runs an experiment whole, in a folder of this name, then in each mode over these numbers of
   * partitions, and once cut off after a few rounds and carried on in another mode: all have the
   * bytes of the first.
   */
  final void assertSameBytesEverywhere(String name, List<Integer> counts, String... settings)
      throws IOException {
    Summary whole = run(name, settings);
    for (String mode : List.of("local", "distributed")) {
      for (int partitions : counts) {
        String other = "%s-%s-%d".formatted(name, mode, partitions);
        Summary same =
            run(other, with(settings, "engine.mode=" + mode, "engine.partitions=" + partitions));
        assertThat(checksums(same)).as(other).isEqualTo(checksums(whole));
        assertThat(results(other)).as(other).isEqualTo(results(name));
      }
    }
    String cut = name + "-cut";
    assertThatThrownBy(() -> experiment(cut, false, new RecordingObserver(5), settings).run())
        .isInstanceOf(RecordingObserver.CutOff.class);
    String[] elsewhere = with(settings, "engine.mode=local", "engine.partitions=3");
    Summary resumed = experiment(cut, true, new RecordingObserver(), elsewhere).run();
    assertThat(checksums(resumed)).isEqualTo(checksums(whole));
    assertThat(results(cut)).isEqualTo(results(name));
    assertThat(read(cut, "devices.csv")).isEqualTo(read(name, "devices.csv"));
  }

  static List<String> checksums(Summary summary) {
    return summary.methods().stream().map(Summary.MethodSummary::parametersCrc32).toList();
  }

  final List<String> read(String name, String file) throws IOException {
    return Files.readAllLines(directory.resolve(name).resolve(file));
  }

  /** The rows of a table of a run, by column. */
  final List<Map<String, String>> rows(String run, String file) throws IOException {
    List<String> lines = read(run, file);
    List<String> header = List.of(lines.get(0).split(","));
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      Map<String, String> row = new HashMap<>();
      for (int c = 0; c < cells.length; c++) {
        row.put(header.get(c), cells[c]);
      }
      rows.add(row);
    }
    return rows;
  }

  /** The rows of metrics.csv, header first, without the columns of the machine. */
  final List<String> results(String name) throws IOException {
    return RunResults.withoutMachine(read(name, "metrics.csv"));
  }
}
