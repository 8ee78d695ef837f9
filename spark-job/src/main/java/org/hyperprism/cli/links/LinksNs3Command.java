package org.hyperprism.cli.links;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hyperprism.cli.options.StandardCache;
import org.hyperprism.trace.ns3.DensityTarget;
import org.hyperprism.trace.ns3.DensityTarget.Found;
import org.hyperprism.trace.ns3.Movement;
import org.hyperprism.trace.ns3.Movement.Mobility;
import org.hyperprism.trace.ns3.Ns3Options;
import org.hyperprism.trace.ns3.Radio;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hyperprism links ns3 --devices M --rounds T --out FILE}. */
@Command(
    name = "ns3",
    description = {
      "Makes a trace of Wi-Fi links between moving devices with NS-3 (802.11a, ad hoc mode); needs"
          + " Debian's packages g++ and libns3-dev."
    })
final class LinksNs3Command implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec command;

  @Option(
      names = "--devices",
      required = true,
      paramLabel = "M",
      description = "Number of devices, 2 to 1000.")
  private int devices;

  @Option(names = "--rounds", required = true, paramLabel = "T", description = "Number of rounds.")
  private int rounds;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Seed of everything random, from 0; ${DEFAULT-VALUE} by default.")
  private long seed;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where to store it: a path or URI that ends in .csv or .parquet.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private String out;

  @Mixin private TraceOutput output = new TraceOutput();

  @Option(
      names = "--density",
      paramLabel = "D",
      description =
          "Finds the area or the power that gives this mean density of symmetric links, 0 to 1, by"
              + " short runs.")
  private Optional<Double> density = Optional.empty();

  @Option(
      names = "--find",
      paramLabel = "WHAT",
      description = "What to find for --density: area (default) or power.")
  private Optional<Found> found = Optional.empty();

  @Option(
      names = "--threshold",
      paramLabel = "RATIO",
      defaultValue = "" + DensityTarget.STANDARD_THRESHOLD,
      description =
          "Delivery ratio that both directions of a symmetric link reach; ${DEFAULT-VALUE} by"
              + " default.")
  private double threshold;

  @Option(
      names = "--area",
      paramLabel = "METRES",
      description = "Side of the square; 100 by default.")
  private Optional<Double> areaSide = Optional.empty();

  @Option(
      names = "--power",
      paramLabel = "DBM",
      description = "Transmit power in dBm; 16 by default.")
  private Optional<Double> transmitPower = Optional.empty();

  @Option(
      names = "--path-loss-exponent",
      paramLabel = "N",
      description = "Of the log-distance path loss; 3 by default, 2 is free space.")
  private double pathLossExponent = Radio.STANDARD.pathLossExponent();

  @Option(
      names = "--fading",
      description = "Every frame meets Nakagami fading of shape 1 (Rayleigh's) besides.")
  private boolean fading;

  @Option(
      names = "--mobility",
      paramLabel = "MODEL",
      description = "waypoint (random waypoint, the default) or gauss-markov.")
  private Mobility mobility = Movement.STANDARD.mobility();

  @Option(
      names = "--speed-min",
      paramLabel = "M/S",
      description = "Least speed in metres per second; 1 by default.")
  private double minimumSpeed = Movement.STANDARD.minimumSpeed();

  @Option(
      names = "--speed-max",
      paramLabel = "M/S",
      description = "Greatest speed in metres per second; 5 by default.")
  private double maximumSpeed = Movement.STANDARD.maximumSpeed();

  @Option(
      names = "--pause",
      paramLabel = "SECONDS",
      description = "How long a device stays at each waypoint; 0 by default.")
  private double pause = Movement.STANDARD.pause();

  @Option(
      names = "--probes",
      paramLabel = "N",
      description = "Broadcast probes that each device sends in a round; 3 by default.")
  private Optional<Integer> probes = Optional.empty();

  @Option(
      names = "--round-seconds",
      paramLabel = "SECONDS",
      description = "How long a round lasts; 1 by default.")
  private Optional<Double> roundSeconds = Optional.empty();

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "Directory for the built simulation; by default the setting data.cache.")
  private Optional<Path> cache = Optional.empty();

  @Override
  public Integer call() throws InterruptedException {
    Ns3Options options = options();
    Optional<DensityTarget> target = target();
    Ns3TraceStore store =
        new Ns3TraceStore(
            cache.orElseGet(StandardCache::directory), output, command.commandLine().getOut());
    if (target.isPresent()) {
      store.find(options, target.get(), out);
    } else {
      store.simulate(options, threshold, out);
    }
    return 0;
  }

  private Ns3Options options() {
    Ns3Options standard = Ns3Options.standard(devices, rounds, seed);
    return new Ns3Options(
        devices,
        rounds,
        seed,
        probes.orElse(standard.probes()),
        roundSeconds.orElse(standard.roundSeconds()),
        areaSide.orElse(standard.areaSide()),
        new Radio(transmitPower.orElse(Radio.STANDARD.transmitPower()), pathLossExponent, fading),
        new Movement(mobility, minimumSpeed, maximumSpeed, pause));
  }

  private Optional<DensityTarget> target() {
    if (density.isEmpty()) {
      if (found.isPresent()) {
        throw refused("--find needs --density: the density that is wanted");
      }
      return Optional.empty();
    }
    Found wanted = found.orElse(Found.AREA);
    boolean given =
        switch (wanted) {
          case AREA -> areaSide.isPresent();
          case POWER -> transmitPower.isPresent();
        };
    if (given) {
      throw refused(
          String.format(
              "--%s is what --density finds here: leave it out, or find the other with --find %s",
              wanted, wanted == Found.AREA ? Found.POWER : Found.AREA));
    }
    return Optional.of(new DensityTarget(density.get(), threshold, wanted));
  }

  private ParameterException refused(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
