package org.hyperprism.cli.links;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.hyperprism.cli.options.ConfigurationOptions;
import org.hyperprism.cli.options.NewFile;
import org.hyperprism.cli.progress.Printable;
import org.hyperprism.experiment.links.ShownLinks;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.report.links.LinksPicture;
import org.hyperprism.report.links.RoundRange;
import org.hyperprism.report.links.StatisticsTable;
import org.hyperprism.report.links.StatisticsText;
import org.hyperprism.setting.EnumWord;
import org.hyperprism.topology.statistics.LinkStatistics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hyperprism links show FILE}. */
@Command(
    name = "show",
    description = {
      "Says what links do over the rounds: density, degrees, components, algebraic connectivity,"
          + " churn and the smallest mixing weight zeta of each round; over all rounds, the window B"
          + " whose links together connect all devices and how far mixing brings them together. Draws"
          + " it, too."
    })
final class LinksShowCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec command;

  @Parameters(
      paramLabel = "FILE",
      description =
          "A trace, .csv or .parquet: a path or a URI of a file or a folder. Or a .conf file, whose"
              + " section links is shown.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private String file;

  @Option(
      names = "--rounds",
      paramLabel = "FIRST-LAST",
      description = "Rounds to look at, such as 11-20, or 20 for the first 20; all by default.")
  private Optional<String> rounds = Optional.empty();

  @Option(
      names = "--devices",
      paramLabel = "M",
      description = "Devices; by default those of the trace, or the setting.")
  private Optional<Integer> devices = Optional.empty();

  @Option(
      names = "--threshold",
      paramLabel = "RATIO",
      description =
          "Smallest delivery ratio in both directions for a link of a trace; as links.threshold.")
  private Optional<Double> threshold = Optional.empty();

  @Option(
      names = "--weights",
      paramLabel = "RULE",
      description =
          "Mixing weights: metropolis (default), lazy-metropolis, max-degree or laplacian; as"
              + " links.weights.")
  private Optional<String> weights = Optional.empty();

  @Mixin private ConfigurationOptions configuration = new ConfigurationOptions();

  @Option(
      names = "--out",
      paramLabel = "PICTURE",
      description =
          "Draws the graph of a round, the density over the rounds and the degrees: .png or .svg; or"
              + " .gif, a film of the rounds.")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--round",
      paramLabel = "R",
      description = "Round whose graph --out draws; the first by default.")
  private Optional<Integer> round = Optional.empty();

  @Option(
      names = "--table",
      paramLabel = "TABLE",
      description = "Writes the figures of all rounds to this .csv file.")
  private Optional<Path> table = Optional.empty();

  @Option(names = "--overwrite", description = "Replaces files that are there.")
  private boolean overwrite;

  @Override
  public Integer call() {
    Optional<NewFile> picture = out.map(path -> new NewFile(path, overwrite));
    Optional<PictureFormat> format = out.map(PictureFormat::of);
    Optional<NewFile> tableFile = table.map(this::csvFile);
    Optional<RoundRange> asked = rounds.map(RoundRange::of);

    ShownLinks links =
        ShownLinks.of(
            file,
            settings(),
            asked.isPresent() ? OptionalInt.of(asked.get().last()) : OptionalInt.empty());
    RoundRange range = asked.orElse(new RoundRange(1, links.rounds()));
    int drawn = round.orElse(range.first());
    if (!range.contains(drawn)) {
      throw new ConfigurationException(
          "--round is %d; expected one of the rounds shown, %d to %d"
              .formatted(drawn, range.first(), range.last()));
    }
    LinkStatistics statistics =
        LinkStatistics.of(links.schedule(), range.first(), range.last(), links.rule());

    PrintWriter print = command.commandLine().getOut();
    print.println(Printable.of(title(links)));
    if (!links.origin().isEmpty()) {
      print.println(Printable.of("made with " + origin(links.origin())));
    }
    print.println();
    print.print(StatisticsText.of(statistics));
    tableFile.ifPresent(
        csv -> {
          csv.write(StatisticsTable.csv(statistics.rounds()).getBytes(StandardCharsets.UTF_8));
          print.println("\nwrote %s: %d rounds".formatted(table.orElseThrow(), range.length()));
        });
    picture.ifPresent(
        target -> {
          PictureFormat drawing = format.orElseThrow();
          target.write(draw(drawing, links, statistics, range, drawn));
          print.println("\nwrote %s: %s".formatted(out.orElseThrow(), what(drawing, range, drawn)));
        });
    print.flush();
    return 0;
  }

  private NewFile csvFile(Path path) {
    if (!path.toString().toLowerCase(Locale.ROOT).endsWith(".csv")) {
      throw new ConfigurationException(path + " has an unknown ending; expected .csv for --table");
    }
    return new NewFile(path, overwrite);
  }

  private List<String> settings() {
    List<String> settings = new ArrayList<>();
    devices.ifPresent(given -> settings.add("devices=" + given));
    threshold.ifPresent(given -> settings.add("links.threshold=" + given));
    weights.ifPresent(given -> settings.add("links.weights=" + given));
    settings.addAll(configuration.overrides());
    return settings;
  }

  private static String title(ShownLinks links) {
    return "%s: %d devices, %d rounds; %s weights"
        .formatted(
            links.name(), links.schedule().devices(), links.rounds(), EnumWord.of(links.rule()));
  }

  private static String origin(Map<String, String> origin) {
    return origin.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  private static byte[] draw(
      PictureFormat format,
      ShownLinks links,
      LinkStatistics statistics,
      RoundRange range,
      int round) {
    LinksPicture picture = new LinksPicture(links.name(), links.schedule(), statistics);
    return switch (format) {
      case PNG -> picture.png(round);
      case SVG -> picture.svg(round).getBytes(StandardCharsets.UTF_8);
      case GIF -> picture.gif(range.first(), range.last());
    };
  }

  private static String what(PictureFormat format, RoundRange range, int round) {
    if (format != PictureFormat.GIF) {
      return "round " + round;
    }
    int step = LinksPicture.step(range.length());
    return "rounds %d to %d%s"
        .formatted(range.first(), range.last(), step == 1 ? "" : ", one in " + step);
  }
}
