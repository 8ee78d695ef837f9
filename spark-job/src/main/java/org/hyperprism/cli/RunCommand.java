package org.hyperprism.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hyperprism.cli.options.ConfigurationOptions;
import org.hyperprism.experiment.configuration.ConfigurationLoader;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.results.RunOptions;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hyperprism run [CONF]}. */
@Command(
    name = "run",
    description = "Runs an experiment: all its methods on the same data, links and batches.")
final class RunCommand implements Callable<Integer> {

  private final ExperimentRunner runner;

  @Parameters(
      arity = "0..1",
      paramLabel = "CONF",
      description = "HOCON file, such as conf/quickstart.conf; without it the defaults hold.")
  private Optional<Path> file = Optional.empty();

  @Mixin private ConfigurationOptions configuration = new ConfigurationOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Run directory for the results; by default a new one below runs.")
  private Optional<String> out = Optional.empty();

  @ArgGroup private ExistingResults existing = new ExistingResults();

  RunCommand(ExperimentRunner runner) {
    this.runner = runner;
  }

  @Override
  public Integer call() throws InterruptedException {
    ExperimentConfiguration loaded = ConfigurationLoader.load(file, configuration.overrides());
    return runner.run(loaded, new RunOptions(out, existing.overwrite(), existing.resume()));
  }
}
