package org.hyperprism.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hyperprism data}: the group of commands about data sets. */
@Command(
    name = "data",
    description = "Makes data sets available.",
    synopsisSubcommandLabel = "COMMAND")
final class DataCommand implements Runnable {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec command;

  @Override
  public void run() {
    throw new ParameterException(command.commandLine(), "Missing command after data");
  }
}
