package org.hyperprism.cli.links;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hyperprism links}: the group of commands about links that vary with time. */
@Command(
    name = "links",
    description = "Makes, converts and shows traces of links that vary with time.",
    synopsisSubcommandLabel = "COMMAND")
public final class LinksCommand implements Runnable {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec command;

  private LinksCommand() {}

  /** The group with all its commands. */
  public static CommandLine group() {
    return new CommandLine(new LinksCommand())
        .addSubcommand(new LinksGenerateCommand())
        .addSubcommand(new LinksConvertCommand())
        .addSubcommand(new LinksImportCommand())
        .addSubcommand(new LinksShowCommand())
        .addSubcommand(new LinksNs3Command());
  }

  @Override
  public void run() {
    throw new ParameterException(command.commandLine(), "Missing command after links");
  }
}
