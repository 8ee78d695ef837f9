package org.hyperprism.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hyperprism.experiment.configuration.ConfigurationLoader;
import org.hyperprism.experiment.configuration.ConfigurationWriter;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.failure.DataException;
import org.hyperprism.results.RunOptions;
import org.hyperprism.sweep.SweepCell;
import org.junit.jupiter.api.Test;

class ApplicationTest {

  private static final String QUICKSTART = Path.of("..", "conf", "quickstart.conf").toString();

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<ExperimentConfiguration> configurations = new ArrayList<>();
  private final List<RunOptions> options = new ArrayList<>();
  private final List<String> sweptCells = new ArrayList<>();
  private final List<Boolean> retried = new ArrayList<>();

  @Test
  void runHandsOverTheConfigurationWithItsOverrides() {
    int exitCode =
        execute("run", QUICKSTART, "--set", "rounds=3", "--set=devices=5", "--out", "results");

    assertThat(exitCode).isZero();
    assertThat(configurations).hasSize(1);
    assertThat(configurations.get(0).rounds()).isEqualTo(3);
    assertThat(configurations.get(0).devices()).isEqualTo(5);
    assertThat(configurations.get(0).data().name()).isEqualTo("mnist-sample");
    assertThat(options).containsExactly(new RunOptions(Optional.of("results"), false, false));
  }

  @Test
  void runWithoutAFileTakesTheDefaults() {
    assertThat(execute("run", "--resume")).isZero();
    assertThat(configurations)
        .containsExactly(ConfigurationLoader.load(Optional.empty(), List.of()));
    assertThat(options).containsExactly(new RunOptions(Optional.empty(), false, true));
  }

  @Test
  void sweepHandsOverTheChosenExperiments() {
    String table = Path.of("..", "conf", "paper", "table-4.conf").toString();
    int exitCode = execute("sweep", table, "--only", "lr-mnist_", "--resume", "--out=results");

    assertThat(exitCode).isZero();
    assertThat(sweptCells)
        .containsExactly("lr-mnist_devices-20", "lr-mnist_devices-50", "lr-mnist_devices-100");
    assertThat(options).containsExactly(new RunOptions(Optional.of("results"), false, true));
    assertThat(execute("sweep", table, "--retry-failed", "--out=results")).isZero();
    assertThat(options.get(1)).isEqualTo(options.get(0));
    assertThat(retried).containsExactly(false, true);
    assertThat(execute("sweep", table, "--resume", "--retry-failed")).isEqualTo(2);

    assertThat(execute("sweep", table, "--list")).isZero();
    assertThat(out.toString().lines())
        .hasSize(15)
        .contains("cnn-cifar-10_devices-20", "lr-mnist-matching_devices-50");
    assertThat(execute("sweep", table, "--only", "svm")).isEqualTo(2);
    assertThat(err.toString()).contains("--only: no experiment of").contains("contains svm");
  }

  @Test
  void runAndSweepSendTheWrongFileToEachOther() {
    String table = Path.of("..", "conf", "paper", "table-2.conf").toString();
    assertThat(execute("run", table)).isEqualTo(2);
    assertThat(execute("sweep", QUICKSTART)).isEqualTo(2);
    assertThat(err.toString())
        .contains("'hyperprism sweep' runs them")
        .contains("'hyperprism run'");
    assertThat(options).isEmpty();
  }

  @Test
  void overwriteAndResumeExcludeEachOther() {
    assertThat(execute("run", "--overwrite", "--resume")).isEqualTo(2);
    assertThat(err.toString()).contains("mutually exclusive").contains("--overwrite");
    assertThat(options).isEmpty();
  }

  @Test
  void theExitCodeOfTheRunPassesThrough() {
    assertThat(execute((configuration, chosen) -> 7, "run")).isEqualTo(7);
  }

  @Test
  void whatTheUserCanMendIsOneMessageAndExitCodeTwo() {
    assertThat(execute("run", "--set", "rounds=0")).isEqualTo(2);
    assertThat(err.toString())
        .isEqualToNormalizingNewlines(
            """
            hyperprism: 1 problem in the configuration:
              --set rounds=0: rounds is 0, expected a whole number >= 1
            """);
  }

  @Test
  void whatTheUserCanMendIsFoundAmongTheCauses() {
    int exitCode =
        execute(
            (configuration, chosen) -> {
              throw new IllegalStateException(
                  "task failed", new DataException("images.idx ends early"));
            },
            "run");

    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString()).isEqualToNormalizingNewlines("hyperprism: images.idx ends early\n");
  }

  @Test
  void aFaultOfOursIsOneLineAndAFileWithTheStackTrace() throws IOException {
    int exitCode =
        execute(
            (configuration, chosen) -> {
              throw new IllegalStateException("no block 3");
            },
            "run");

    assertThat(exitCode).isEqualTo(1);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString())
        .startsWith(
            "hyperprism: a fault of HyperPrism: java.lang.IllegalStateException: no block 3; the"
                + " stack trace is in ");
    Path trace = Path.of(err.toString().strip().replaceFirst(".* is in ", ""));
    assertThat(trace).content().contains("ApplicationTest");
    Files.delete(trace);
  }

  @Test
  void errorsOfTheVirtualMachineAreReportedToo() throws IOException {
    int exitCode =
        execute(
            (configuration, chosen) -> {
              throw new StackOverflowError("in a loop");
            },
            "run");

    assertThat(exitCode).isEqualTo(1);
    assertThat(err.toString()).contains("StackOverflowError: in a loop");
    Files.delete(Path.of(err.toString().strip().replaceFirst(".* is in ", "")));
  }

  @Test
  void anInterruptedRunExitsLikeAnInterruptedProgram() {
    int exitCode =
        execute(
            (configuration, chosen) -> {
              throw new InterruptedException();
            },
            "run");

    assertThat(exitCode).isEqualTo(130);
  }

  @Test
  void unknownCommandsAndOptionsNameTheNearest() {
    assertThat(execute("rnu")).isEqualTo(2);
    assertThat(execute("run", "--overwrit")).isEqualTo(2);
    assertThat(err.toString())
        .isEqualToNormalizingNewlines(
            """
            hyperprism: Unmatched argument at index 0: 'rnu'
            Did you mean 'run'?
            Try 'hyperprism --help'.
            hyperprism: Unknown option: '--overwrit'
            Did you mean '--overwrite'?
            Try 'hyperprism run --help'.
            """);
  }

  @Test
  void aMissingCommandIsRefused() {
    assertThat(execute()).isEqualTo(2);
    assertThat(execute("data")).isEqualTo(2);
    assertThat(err.toString())
        .isEqualToNormalizingNewlines(
            """
            hyperprism: Missing command
            Try 'hyperprism --help'.
            hyperprism: Missing command after data
            Try 'hyperprism data --help'.
            """);
  }

  @Test
  void configPrintsTheReferenceOrTheResolvedFile() {
    assertThat(execute("config")).isZero();
    assertThat(out.toString()).isEqualTo(ConfigurationWriter.reference());

    out.getBuffer().setLength(0);
    assertThat(execute("config", "--resolved", QUICKSTART)).isZero();
    assertThat(out.toString())
        .isEqualTo(
            ConfigurationWriter.render(
                ConfigurationLoader.load(Optional.of(Path.of(QUICKSTART)), List.of())));
  }

  @Test
  void fetchNamesTheDataSetAndTheCache() {
    assertThat(execute("data", "fetch", "mnist", "--cache", "here")).isZero();
    assertThat(out.toString()).isEqualToNormalizingNewlines("mnist Optional.empty here\n");
  }

  @Test
  void completionIsAScriptThatKnowsTheCommands() {
    assertThat(execute("completion")).isZero();
    assertThat(out.toString()).startsWith("#!").contains("--overwrite").contains("completion");
  }

  @Test
  void versionAndHelp() {
    assertThat(execute("--version")).isZero();
    assertThat(out.toString()).matches("(?s)hyperprism \\d+\\.\\d+\\.\\d+\\S*( \\(.*\\))?\\R.*");

    out.getBuffer().setLength(0);
    assertThat(execute("run", "--help")).isZero();
    assertThat(out.toString()).contains("--set=KEY=VALUE").contains("--resume");
  }

  private int execute(String... arguments) {
    return execute(
        (configuration, chosen) -> {
          configurations.add(configuration);
          options.add(chosen);
          return 0;
        },
        arguments);
  }

  private int execute(ExperimentRunner runner, String... arguments) {
    DataSetFetcher fetcher = (name, given, cache) -> name + " " + given + " " + cache;
    SweepRunner sweeps =
        (sweep, chosen, retryFailed, cells) -> {
          retried.add(retryFailed);
          sweptCells.addAll(sweep.cells().stream().filter(cells).map(SweepCell::name).toList());
          options.add(chosen);
          return 0;
        };
    return new Application(
            runner, sweeps, fetcher, new PrintWriter(out, true), new PrintWriter(err, true))
        .execute(arguments);
  }
}
