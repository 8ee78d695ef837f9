package org.hyperprism.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hyperprism.cli.options.ConfigurationOptions;
import org.hyperprism.experiment.configuration.ConfigurationLoader;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.experiment.input.DataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hyperprism data partition [CONF] --out DIR}. */
@Command(
    name = "partition",
    description = {
      "Spreads a data set over the devices as the configuration says, prints who holds what, and"
          + " stores it as Parquet for data.path of later runs."
    })
final class PartitionCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec command;

  @Parameters(
      arity = "0..1",
      paramLabel = "CONF",
      description = "HOCON file, such as conf/base.conf; without it the defaults hold.")
  private Optional<Path> file = Optional.empty();

  @Mixin private ConfigurationOptions configuration = new ConfigurationOptions();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Where to store it: a path or a URI such as hdfs:///data/mnist-50.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private String out;

  @Option(names = "--overwrite", description = "Replaces a partitioned data set that is there.")
  private boolean overwrite;

  @Override
  public Integer call() {
    ExperimentConfiguration loaded = ConfigurationLoader.load(file, configuration.overrides());
    command.commandLine().getOut().print(DataSource.store(loaded, out, overwrite));
    command.commandLine().getOut().println("stored: " + out);
    return 0;
  }
}
