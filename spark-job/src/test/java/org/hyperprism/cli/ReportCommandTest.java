package org.hyperprism.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hyperprism.cli.progress.Interruption;
import org.hyperprism.cli.progress.ProgressDisplay;
import org.hyperprism.experiment.Experiment;
import org.hyperprism.results.recorded.ExampleRuns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees and gets of {@code hyperprism report}. */
class ReportCommandTest {

  private static final List<String> SMALL =
      List.of(
          "data.name=mnist-sample",
          "hyperprism.preset=mirror-atc",
          "devices=5",
          "rounds=4",
          "train.batchSize=16",
          "evaluate.every=2",
          "evaluate.samples=100",
          "engine.mode=local");

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void realRunsOfWhichOneDivergedGiveAPageAndFigures() throws IOException {
    run("fine", "methods=[hyperprism,dpsgd]");
    // As an optimiser that diverges: its weights grow ten thousandfold in every round.
    run("diverged", "methods=[dpsgd]", "train.weightDecay=1e6", "rounds=12");
    Path page = folder.resolve("page.html");
    Path figures = folder.resolve("figures");

    int exitCode =
        execute(
            "report",
            folder.resolve("fine").toString(),
            folder.resolve("diverged").toString(),
            "--out=" + page,
            "--figures=" + figures,
            "--width=8.5",
            "--font-size=8");

    assertThat(exitCode).as(err.toString()).isZero();
    assertThat(out.toString()).contains("wrote " + page + ": 2 runs", "wrote " + figures + ": ");
    assertThat(page)
        .content()
        .containsPattern("diverged failed: dpsgd diverged in round \\d+: device \\d+: ")
        .contains("train.weightDecay")
        .contains("Exponent p of the decision part over devices", "Labels of each device");
    try (Stream<Path> files = Files.list(figures)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("accuracy-rounds.svg", "accuracy-rounds.png", "p-decision-rounds.svg");
    }
    assertThat(figures.resolve("accuracy-rounds.svg")).content().contains("width=\"240.94pt\"");
  }

  @Test
  void aPageThatIsThereIsReplacedOnlyOnRequest() throws IOException {
    String run = new ExampleRuns().write(folder.resolve("run")).toString();
    Path page = Files.writeString(folder.resolve("page.html"), "mine");

    assertThat(execute("report", run, "--out=" + page)).isEqualTo(2);
    assertThat(err.toString()).contains("page.html exists already").contains("--overwrite");
    assertThat(page).hasContent("mine");
    assertThat(execute("report", run, "--out=" + page, "--overwrite")).isZero();
    assertThat(page).content().startsWith("<!DOCTYPE html>");
  }

  @Test
  void whatCannotBeShownIsOneSentenceAndExitCodeTwo() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    String page = folder.resolve("page.html").toString();

    assertThat(execute("report", empty.toString(), "--out", page)).isEqualTo(2);
    assertThat(err.toString()).contains("empty holds neither a run nor a sweep");
    assertThat(execute("report", folder.resolve("absent").toString(), "--out", page)).isEqualTo(2);
    assertThat(err.toString()).contains("absent is not a directory");
    assertThat(execute("report")).isEqualTo(2);
    assertThat(err.toString()).contains("RUN_OR_SWEEP");
    assertThat(execute("report", empty.toString(), "--width=0", "--out", page)).isEqualTo(2);
    assertThat(err.toString()).contains("--width is 0; expected 3 to 100 centimetres");
    assertThat(err.toString().lines()).noneMatch(line -> line.startsWith("\tat "));
    assertThat(folder.resolve("page.html")).doesNotExist();
  }

  private void run(String name, String... settings) {
    List<String> arguments = new ArrayList<>(List.of("run", "--out=" + folder.resolve(name)));
    SMALL.forEach(setting -> arguments.add("--set=" + setting));
    Stream.of(settings).forEach(setting -> arguments.add("--set=" + setting));
    execute(arguments.toArray(String[]::new));
  }

  private int execute(String... arguments) {
    PrintWriter print = new PrintWriter(out);
    return new Application(
            (configuration, options) -> {
              new Experiment(
                      configuration,
                      options,
                      new ProgressDisplay(print, false, new Interruption(print)))
                  .run();
              return 0;
            },
            (sweep, options, retryFailed, chosen) -> 0,
            (name, given, cache) -> "",
            print,
            new PrintWriter(err, true))
        .execute(arguments);
  }
}
