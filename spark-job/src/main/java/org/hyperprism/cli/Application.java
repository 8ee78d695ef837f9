package org.hyperprism.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.hyperprism.cli.links.LinksCommand;
import org.hyperprism.cli.progress.Printable;
import org.hyperprism.failure.NearestName;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The commands joined to what they do, with messages and exit codes. */
final class Application {

  private final PrintWriter err;
  private final CommandLine commandLine;

  Application(
      ExperimentRunner runner,
      SweepRunner sweepRunner,
      DataSetFetcher fetcher,
      PrintWriter out,
      PrintWriter err) {
    this.err = err;
    commandLine =
        new CommandLine(HyperPrism.topCommand())
            .addSubcommand(new RunCommand(runner))
            .addSubcommand(new SweepCommand(sweepRunner))
            .addSubcommand(new TuneCommand())
            .addSubcommand(
                new CommandLine(new DataCommand())
                    .addSubcommand(new FetchCommand(fetcher))
                    .addSubcommand(new PartitionCommand()))
            .addSubcommand(LinksCommand.group())
            .addSubcommand(new ReportCommand())
            .addSubcommand(new ExportCommand())
            .addSubcommand(new ScoreCommand())
            .addSubcommand(new ConfigCommand())
            .addSubcommand(new MethodsCommand())
            .addSubcommand(new CompletionCommand())
            .setOut(out)
            .setErr(err)
            .setUsageHelpAutoWidth(true)
            .setParameterExceptionHandler((problem, arguments) -> reportUsage(problem))
            .setExecutionExceptionHandler(
                (failure, command, parsed) -> new FailureReport(err).report(failure));
  }

  /** Runs one command line and returns its exit code. */
  int execute(String... arguments) {
    try {
      return commandLine.execute(arguments);
    } catch (Error failure) { // picocli hands on exceptions only, but these need their report too
      return new FailureReport(err).report(failure);
    }
  }

  private static int reportUsage(ParameterException problem) {
    CommandLine command = problem.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("hyperprism: " + Printable.message(String.valueOf(problem.getMessage())));
    if (problem instanceof UnmatchedArgumentException unmatched) {
      List<String> names = new ArrayList<>(command.getSubcommands().keySet());
      names.addAll(command.getCommandSpec().optionsMap().keySet());
      NearestName.of(unmatched.getUnmatched().get(0), names)
          .ifPresent(name -> err.println("Did you mean '" + name + "'?"));
    }
    err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return CommandLine.ExitCode.USAGE;
  }
}
