package org.hyperprism.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hyperprism.cli.options.NewFile;
import org.hyperprism.experiment.links.RecordedLinks;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.report.figure.FigureSize;
import org.hyperprism.report.figure.Numbers;
import org.hyperprism.report.page.FigureFiles;
import org.hyperprism.report.page.ReportPage;
import org.hyperprism.results.HadoopSettings;
import org.hyperprism.results.recorded.RecordedRun;
import org.hyperprism.results.recorded.RecordedRuns;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hyperprism report RUN_OR_SWEEP...}. */
@Command(
    name = "report",
    description = {
      "Compares runs and sweeps on one page of HTML: what differs, the results, and curves of"
          + " accuracy, loss, exponents, links and time. The page needs no other file and no"
          + " network. Runs of different settings and versions, unfinished and failed ones are"
          + " taken, too."
    })
final class ReportCommand implements Callable<Integer> {

  /** From one look at runs that go on to the next. */
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private static final double SMALLEST_WIDTH = 3;
  private static final double LARGEST_WIDTH = 100;
  private static final double SMALLEST_LETTERS = 3;
  private static final double LARGEST_LETTERS = 72;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec command;

  @Parameters(
      arity = "1..*",
      paramLabel = "RUN_OR_SWEEP",
      description = "Directories of runs and sweeps, or folders of runs: paths or URIs.")
  private List<String> places = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "FILE.html",
      description = "The page; by default report.html.")
  private Path out = Path.of("report.html");

  @Option(
      names = "--figures",
      paramLabel = "DIR",
      description =
          "Writes each figure to this folder, too, as SVG and as PNG with 300 dots an inch.")
  private Optional<Path> figures = Optional.empty();

  @Option(
      names = "--width",
      paramLabel = "CM",
      description = "Width of the figures of --figures in centimetres; by default 12.")
  private double width = 12;

  @Option(
      names = "--font-size",
      paramLabel = "PT",
      description = "Size of their letters in points; by default 9.")
  private double fontSize = 9;

  @Option(
      names = "--follow",
      description =
          "Writes the page anew while the runs go on, and ends when they do; open in a browser, it"
              + " loads itself anew.")
  private boolean follow;

  @Option(names = "--overwrite", description = "Replaces files that are there.")
  private boolean overwrite;

  @Override
  public Integer call() throws InterruptedException {
    FigureSize size =
        FigureSize.ofPaper(
            checked("--width", width, SMALLEST_WIDTH, LARGEST_WIDTH, "centimetres"),
            checked("--font-size", fontSize, SMALLEST_LETTERS, LARGEST_LETTERS, "points"));
    NewFile page = new NewFile(out, overwrite);
    figures.ifPresent(NewFile::requireFolder);
    PrintWriter print = command.commandLine().getOut();
    RecordedLinks links = new RecordedLinks(HadoopSettings.current());
    List<RecordedRun> runs = follow ? followed(page, links, print) : read();
    ReportPage report = new ReportPage(runs, links);
    if (figures.isPresent()) {
      Map<String, byte[]> files = FigureFiles.of(report.figures(), size);
      Path folder = figures.get();
      List<NewFile> targets =
          files.keySet().stream()
              .map(name -> new NewFile(folder.resolve(name), overwrite))
              .toList();
      int next = 0;
      for (byte[] content : files.values()) {
        targets.get(next++).write(content);
      }
      print.println("wrote %s: %s".formatted(folder, Numbers.count(files.size(), "file")));
    }
    page.write(report.html());
    print.println("wrote %s: %s".formatted(out, Numbers.count(runs.size(), "run")));
    print.flush();
    return 0;
  }

  private List<RecordedRun> read() {
    return RecordedRuns.read(places, HadoopSettings.current());
  }

  private List<RecordedRun> followed(NewFile page, RecordedLinks links, PrintWriter print)
      throws InterruptedException {
    FollowedReport report = new FollowedReport(places, page, links, INTERVAL);
    print.println("following %s in %s; Ctrl-C ends it".formatted(String.join(", ", places), out));
    print.flush();
    List<RecordedRun> runs = report.follow();
    List<String> incomplete =
        runs.stream().filter(run -> !run.complete()).map(ReportCommand::described).toList();
    if (!incomplete.isEmpty()) {
      print.println("ended before it was complete: " + String.join(", ", incomplete));
    }
    return runs;
  }

  private static String described(RecordedRun run) {
    return run.failure().map(why -> "%s (%s)".formatted(run.name(), why)).orElse(run.name());
  }

  private static double checked(
      String option, double given, double least, double most, String unit) {
    if (!(given >= least && given <= most)) {
      throw new ConfigurationException(
          "%s is %s; expected %s to %s %s"
              .formatted(
                  option, Numbers.text(given), Numbers.text(least), Numbers.text(most), unit));
    }
    return given;
  }
}
