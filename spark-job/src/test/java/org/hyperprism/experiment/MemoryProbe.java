package org.hyperprism.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hyperprism.experiment.configuration.ConfigurationLoader;
import org.hyperprism.results.RoundMetrics;
import org.hyperprism.results.RunDirectory;
import org.hyperprism.results.RunOptions;
import org.hyperprism.results.Summary;

/** A program that runs an experiment and tells, after some rounds, what its JVM holds. */
final class MemoryProbe implements RunObserver {

  /** Begins a line of figures: the method, the round and {@link MemoryFigures#csv} follow. */
  static final String MARK = "memory";

  private final Path localDirectory;
  private final Path checkpoints;
  private final Set<Integer> rounds;

  private MemoryProbe(Path localDirectory, Path checkpoints, Set<Integer> rounds) {
    this.localDirectory = localDirectory;
    this.checkpoints = checkpoints;
    this.rounds = rounds;
  }

  /** Takes the run directory, Spark's local directory, rounds parted by commas, and settings. */
  public static void main(String[] arguments) {
    List<String> settings = List.of(arguments).subList(3, arguments.length);
    new Experiment(
            ConfigurationLoader.load(Optional.empty(), settings),
            new RunOptions(Optional.of(arguments[0]), false, false),
            new MemoryProbe(
                Path.of(arguments[1]),
                Path.of(arguments[0], RunDirectory.CHECKPOINTS),
                Stream.of(arguments[2].split(","))
                    .map(Integer::valueOf)
                    .collect(Collectors.toSet())))
        .run();
  }

  @Override
  public void started(String description) {}

  @Override
  public void methodStarted(String method, int firstRound, int rounds) {}

  @Override
  public void roundDone(RoundMetrics metrics) {
    if (rounds.contains(metrics.round())) {
      System.out.printf(
          "%s %s %d %s%n",
          MARK,
          metrics.method(),
          metrics.round(),
          MemoryFigures.settle(localDirectory, checkpoints).csv());
    }
  }

  @Override
  public void methodDone(String method) {}

  @Override
  public void finished(Summary summary, String directory) {}
}
