package org.hyperprism.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hyperprism.cli.options.ConfigurationOptions;
import org.hyperprism.experiment.configuration.ConfigurationLoader;
import org.hyperprism.experiment.configuration.ConfigurationWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hyperprism config}. */
@Command(
    name = "config",
    description = "Prints the reference of all settings, or one configuration in full.")
final class ConfigCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec command;

  @Option(
      names = "--resolved",
      paramLabel = "CONF",
      description = "Checks this file and prints all its settings, defaults included, as HOCON.")
  private Optional<Path> file = Optional.empty();

  @Mixin private ConfigurationOptions configuration = new ConfigurationOptions();

  @Override
  public Integer call() {
    boolean resolved = file.isPresent() || !configuration.overrides().isEmpty();
    String text =
        resolved
            ? ConfigurationWriter.render(ConfigurationLoader.load(file, configuration.overrides()))
            : ConfigurationWriter.reference();
    command.commandLine().getOut().print(text);
    command.commandLine().getOut().flush();
    return 0;
  }
}
