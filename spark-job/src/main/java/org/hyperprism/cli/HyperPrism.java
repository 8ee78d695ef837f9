package org.hyperprism.cli;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.commons.io.output.TeeWriter;
import org.hyperprism.cli.progress.ProgressDisplay;
import org.hyperprism.cli.progress.SweepDisplay;
import org.hyperprism.dataset.Dataset;
import org.hyperprism.dataset.Datasets;
import org.hyperprism.experiment.Experiment;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.failure.HyperPrismException;
import org.hyperprism.results.RunOptions;
import org.hyperprism.sweep.Sweep;
import org.hyperprism.sweep.SweepCell;
import org.hyperprism.sweep.SweepConfiguration;
import org.hyperprism.sweep.SweepResults;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The main class, for {@code java -cp} and for spark-submit alike. */
@Command(
    name = "hyperprism",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    scope = ScopeType.INHERIT,
    description = "Decentralised machine learning over non-IID data and time-varying links.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "The launcher also takes --master URL: the Spark master to run on instead of local[*];",
      "HYPERPRISM_HEAP sets the heap of the driver, such as 4g.",
      "Exit codes: 0 done, 1 a fault of HyperPrism, 2 something you can mend, 130 interrupted."
    })
public final class HyperPrism implements Runnable {

  /** Set by the launcher when a person watches; the JVM alone cannot tell on every version. */
  private static final String TERMINAL = "hyperprism.terminal";

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec command;

  private HyperPrism() {}

  public static void main(String[] arguments) {
    Logging.begin();
    // Digits are those of the files and of these pages, whatever the language of the machine.
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    Charset console = Charset.defaultCharset();
    PrintWriter out = new PrintWriter(System.out, true, console);
    StringWriter said = new StringWriter();
    PrintWriter err =
        new PrintWriter(new TeeWriter(new OutputStreamWriter(System.err, console), said), true);
    Application application =
        new Application(
            (configuration, options) -> runExperiment(configuration, options, out, err),
            (sweep, options, retryFailed, chosen) ->
                runSweep(sweep, options, retryFailed, chosen, out, err),
            HyperPrism::fetch,
            out,
            err);
    ProgramEnd.end(application.execute(arguments), said.toString());
  }

  /** The top command itself; its sub-commands are added by {@link Application}. */
  static HyperPrism topCommand() {
    return new HyperPrism();
  }

  @Override
  public void run() {
    throw new ParameterException(command.commandLine(), "Missing command");
  }

  /** Whether a person watches. */
  static boolean isTerminal() {
    return Boolean.getBoolean(TERMINAL);
  }

  private static int runExperiment(
      ExperimentConfiguration configuration, RunOptions options, PrintWriter out, PrintWriter err) {
    return FailureReport.interruptible(
        err,
        interruption -> {
          ProgressDisplay display = new ProgressDisplay(out, isTerminal(), interruption);
          new Experiment(configuration, options, display).run();
          return 0;
        });
  }

  /** Returns the exit code: that of the worst that any experiment has come to. */
  static int runSweep(
      SweepConfiguration sweep,
      RunOptions options,
      boolean retryFailed,
      Predicate<SweepCell> chosen,
      PrintWriter out,
      PrintWriter err) {
    return FailureReport.interruptible(
        err,
        interruption -> {
          SweepDisplay display = new SweepDisplay(out, err, isTerminal(), interruption);
          Sweep all = new Sweep(sweep, options, chosen, display);
          SweepResults results = (retryFailed ? all.retryFailed() : all).run();
          out.println();
          out.print(results.markdown());
          out.println("results: " + results.directory());
          out.flush();
          if (results.anyFault()) {
            return FailureReport.FAULT;
          }
          return results.anyFailed() ? HyperPrismException.EXIT_CODE : 0;
        });
  }

  private static String fetch(String name, Optional<Path> given, Path cache) {
    Dataset dataset = Datasets.load(name, given, cache);
    return "%s: %d training and %d test samples of %s, checked"
        .formatted(
            dataset.name(),
            dataset.train().count(),
            dataset.test().count(),
            dataset.train().shape());
  }
}
