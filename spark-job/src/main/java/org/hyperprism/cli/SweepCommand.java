package org.hyperprism.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.hyperprism.cli.options.ConfigurationOptions;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.results.RunOptions;
import org.hyperprism.sweep.SweepCell;
import org.hyperprism.sweep.SweepConfiguration;
import org.hyperprism.sweep.SweepEstimate;
import org.hyperprism.sweep.SweepLoader;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hyperprism sweep CONF}. */
@Command(
    name = "sweep",
    description = {
      "Runs the experiments of a file with a section sweep, one after the other or, where engine.mode"
          + " is sweep or auto chooses it, side by side as tasks of one Spark job, and compares them in"
          + " results.csv and results.md."
    })
final class SweepCommand implements Callable<Integer> {

  static final String DRY_RUN =
      "Prints how many experiments and rounds there are, about how long they take and how much memory,"
          + " and runs none; what is done in --out makes the estimate better.";

  private final SweepRunner runner;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec command;

  @Parameters(
      paramLabel = "CONF",
      description = "HOCON file with a section sweep, such as conf/paper/table-2.conf.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path file;

  @Mixin private ConfigurationOptions configuration = new ConfigurationOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Directory for the results, one below it for each experiment; by default a new one below"
              + " runs.")
  private Optional<String> out = Optional.empty();

  @Option(
      names = "--only",
      paramLabel = "TEXT",
      description =
          "Runs only the experiments whose name contains this, such as --only lr-mnist; repeatable,"
              + " any of them is enough.")
  private List<String> only = new ArrayList<>();

  @Option(names = "--list", description = "Prints the names of the experiments and runs none.")
  private boolean list;

  @Option(names = "--dry-run", description = DRY_RUN)
  private boolean dryRun;

  @ArgGroup private ExistingSweep existing = new ExistingSweep();

  SweepCommand(SweepRunner runner) {
    this.runner = runner;
  }

  @Override
  public Integer call() throws InterruptedException {
    SweepConfiguration sweep = SweepLoader.load(file, configuration.overrides());
    Predicate<SweepCell> chosen =
        cell -> only.isEmpty() || only.stream().anyMatch(cell.name()::contains);
    List<String> names = sweep.cells().stream().filter(chosen).map(SweepCell::name).toList();
    if (names.isEmpty()) {
      throw new ConfigurationException(
          "--only: no experiment of %s has a name that contains %s; --list prints them all, such as %s"
              .formatted(file, String.join(" or ", only), sweep.cells().get(0).name()));
    }
    if (list) {
      names.forEach(command.commandLine().getOut()::println);
      return 0;
    }
    if (dryRun) {
      command.commandLine().getOut().print(SweepEstimate.of(sweep, out, chosen).text(1));
      command.commandLine().getOut().flush();
      return 0;
    }
    RunOptions options = new RunOptions(out, existing.overwrite(), existing.resume());
    return runner.run(sweep, options, existing.retryFailed(), chosen);
  }
}
