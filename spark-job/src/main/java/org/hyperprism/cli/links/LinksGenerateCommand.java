package org.hyperprism.cli.links;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hyperprism.cli.options.ConfigurationOptions;
import org.hyperprism.cli.options.StandardCache;
import org.hyperprism.experiment.configuration.ConfigurationLoader;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.experiment.links.LinkSchedules;
import org.hyperprism.experiment.links.ScheduleTrace;
import org.hyperprism.topology.schedule.RandomDensity;
import org.hyperprism.trace.ns3.DensityTarget;
import org.hyperprism.trace.ns3.DensityTarget.Found;
import org.hyperprism.trace.ns3.Ns3Options;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hyperprism links generate --kind KIND --devices M --rounds T --out FILE}. */
@Command(
    name = "generate",
    description = {
      "Writes the links of a kind as a trace: a row for each direction of a link that is up in a"
          + " round, with the places of the devices where the kind knows them."
    })
final class LinksGenerateCommand implements Callable<Integer> {

  private static final String NS3 = "ns3";

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec command;

  @Option(
      names = "--kind",
      required = true,
      paramLabel = "KIND",
      description =
          "Where the links come from: any word of the setting links.kind, such as density, mobility"
              + " or ring; or ns3, which is 'links ns3' with its defaults.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private String kind;

  @Option(names = "--devices", required = true, paramLabel = "M", description = "Devices.")
  private int devices;

  @Option(names = "--rounds", required = true, paramLabel = "T", description = "Rounds.")
  private int rounds;

  @Option(
      names = "--density",
      paramLabel = "D",
      description = "Share of all pairs that are linked, 0 to 1; as links.density.")
  private Optional<Double> density = Optional.empty();

  @Option(names = "--seed", paramLabel = "S", description = "Seed of all random numbers.")
  private Optional<Long> seed = Optional.empty();

  @Mixin private ConfigurationOptions configuration = new ConfigurationOptions();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The trace, .csv or .parquet: a path or a URI such as hdfs:///links/a.parquet.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private String out;

  @Mixin private TraceOutput output = new TraceOutput();

  @Override
  public Integer call() throws InterruptedException {
    if (kind.equals(NS3)) {
      simulate();
      return 0;
    }
    List<String> settings = new ArrayList<>();
    settings.add("links.kind=" + kind);
    settings.add("devices=" + devices);
    settings.add("rounds=" + rounds);
    density.ifPresent(given -> settings.add("links.density=" + given));
    seed.ifPresent(given -> settings.add("seed=" + given));
    settings.addAll(configuration.overrides());
    ExperimentConfiguration loaded = ConfigurationLoader.load(Optional.empty(), settings);
    ScheduleTrace trace =
        new ScheduleTrace(LinkSchedules.of(loaded), loaded.rounds(), origin(settings, loaded));
    command.commandLine().getOut().println(output.write(trace, out));
    return 0;
  }

  /** NS-3 has a command of its own for its options; here it has its defaults. */
  private void simulate() throws InterruptedException {
    if (!configuration.overrides().isEmpty()) {
      throw new ParameterException(
          command.commandLine(),
          "--set does not go with --kind ns3, which no setting is about; 'hyperprism links ns3' has"
              + " options");
    }
    ExperimentConfiguration standard = ConfigurationLoader.load(Optional.empty(), List.of());
    DensityTarget target =
        new DensityTarget(
            density.orElse(
                standard.links().kinds().of(new RandomDensity.Factory()).density().density()),
            DensityTarget.STANDARD_THRESHOLD,
            Found.AREA);
    new Ns3TraceStore(StandardCache.directory(), output, command.commandLine().getOut())
        .find(Ns3Options.standard(devices, rounds, seed.orElse(standard.seed())), target, out);
  }

  private static Map<String, String> origin(
      List<String> settings, ExperimentConfiguration configuration) {
    Map<String, String> origin = new LinkedHashMap<>();
    origin.put("seed", Long.toString(configuration.seed()));
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      origin.put(setting.substring(0, equals).strip(), setting.substring(equals + 1).strip());
    }
    return origin;
  }
}
