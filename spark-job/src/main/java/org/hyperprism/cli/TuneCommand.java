package org.hyperprism.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hyperprism.cli.options.ConfigurationOptions;
import org.hyperprism.cli.progress.SweepDisplay;
import org.hyperprism.results.RunOptions;
import org.hyperprism.sweep.SweepEstimate;
import org.hyperprism.sweep.tuning.Tuning;
import org.hyperprism.sweep.tuning.TuningConfiguration;
import org.hyperprism.sweep.tuning.TuningLoader;
import org.hyperprism.sweep.tuning.TuningResults;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hyperprism tune CONF}. */
@Command(
    name = "tune",
    description = {
      "Chooses learning rates and other settings of methods by the accuracy on validation samples, over"
          + " several seeds, as the section tune of a file says, and writes them to a file that a"
          + " configuration includes."
    })
final class TuneCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec command;

  @Parameters(
      paramLabel = "CONF",
      description = "HOCON file with a section tune, such as conf/tuning.conf.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path file;

  @Mixin private ConfigurationOptions configuration = new ConfigurationOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Directory for the results, one below it for each run; by default a new one below runs.")
  private Optional<String> out = Optional.empty();

  @Option(names = "--list", description = "Prints the names of the runs and runs none.")
  private boolean list;

  @Option(names = "--dry-run", description = SweepCommand.DRY_RUN)
  private boolean dryRun;

  @ArgGroup private ExistingSweep existing = new ExistingSweep();

  @Override
  public Integer call() {
    TuningConfiguration tuning = TuningLoader.load(file, configuration.overrides());
    PrintWriter print = command.commandLine().getOut();
    if (list) {
      tuning.sweep().cells().forEach(cell -> print.println(cell.name()));
      return 0;
    }
    if (dryRun) {
      print.print(SweepEstimate.of(tuning.sweep(), out, cell -> true).text(tuning.shareOfRounds()));
      return 0;
    }
    PrintWriter err = command.commandLine().getErr();
    RunOptions options = new RunOptions(out, existing.overwrite(), existing.resume());
    return FailureReport.interruptible(
        err,
        interruption -> {
          SweepDisplay display =
              new SweepDisplay(print, err, HyperPrism.isTerminal(), interruption);
          Tuning search = new Tuning(tuning, options, display);
          TuningResults results =
              existing.retryFailed() ? search.retryFailed().run() : search.run();
          print.println();
          print.print(results.markdown());
          results.warnings().forEach(warning -> err.println("hyperprism: " + warning));
          print.println("settings to include: " + results.directory() + "/" + Tuning.SETTINGS);
          print.flush();
          return 0;
        });
  }
}
