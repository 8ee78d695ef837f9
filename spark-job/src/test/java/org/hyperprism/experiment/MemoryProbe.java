package org.hyperprism.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hyperprism.experiment.configuration.ConfigurationLoader;
import org.hyperprism.results.RoundMetrics;
import org.hyperprism.results.RunDirectory;
import org.hyperprism.results.RunOptions;
import org.hyperprism.results.Summary;

/** A program that runs an experiment and tells, every so many rounds, what its JVM holds. */
final class MemoryProbe implements RunObserver {

  /** Begins a line of figures: the method, the round and {@link MemoryFigures#csv} follow. */
  static final String MARK = "memory";

  private final Path localDirectory;
  private final Path checkpoints;
  private final int every;

  private MemoryProbe(Path localDirectory, Path checkpoints, int every) {
    this.localDirectory = localDirectory;
    this.checkpoints = checkpoints;
    this.every = every;
  }

  /** Takes the run directory, Spark's local directory, the rounds between figures and settings. */
  public static void main(String[] arguments) {
    List<String> settings = List.of(arguments).subList(3, arguments.length);
    new Experiment(
            ConfigurationLoader.load(Optional.empty(), settings),
            new RunOptions(Optional.of(arguments[0]), false, false),
            new MemoryProbe(
                Path.of(arguments[1]),
                Path.of(arguments[0], RunDirectory.CHECKPOINTS),
                Integer.parseInt(arguments[2])))
        .run();
  }

  @Override
  public void started(String description) {}

  @Override
  public void methodStarted(String method, int firstRound, int rounds) {}

  @Override
  public void roundDone(RoundMetrics metrics) {
    if (metrics.round() % every == 0) {
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
