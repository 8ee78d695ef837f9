package org.hyperprism.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hyperprism links}: the group of commands about links that vary with time. */
@Command(
    name = "links",
    description = "Makes, converts and shows traces of links that vary with time.",
    synopsisSubcommandLabel = "COMMAND")
final class LinksCommand implements Runnable {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec command;

  @Override
  public void run() {
    throw new ParameterException(command.commandLine(), "Missing command after links");
  }
}
