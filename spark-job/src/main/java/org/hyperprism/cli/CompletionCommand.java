package org.hyperprism.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hyperprism completion}. */
@Command(
    name = "completion",
    description = {
      "Prints the completion script for bash and zsh.",
      "To use it in this shell: source <(hyperprism completion)"
    })
final class CompletionCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec command;

  @Override
  public Integer call() {
    String script = AutoComplete.bash(command.root().name(), command.root().commandLine());
    command.commandLine().getOut().print(script);
    command.commandLine().getOut().flush();
    return 0;
  }
}
