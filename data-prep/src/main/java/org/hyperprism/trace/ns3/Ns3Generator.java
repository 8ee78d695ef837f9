package org.hyperprism.trace.ns3;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.DoubleFunction;
import org.hyperprism.failure.EnvironmentException;
import org.hyperprism.failure.FileFailure;
import org.hyperprism.program.ScratchFolder;
import org.hyperprism.trace.TraceInformation;

/** Makes traces with NS-3, whose packages this machine must have. */
public final class Ns3Generator {

  /** Rounds in which a short run of a search sends probes. */
  private static final int SEARCH_ROUNDS = 20;

  private final Path cache;
  private final String searchPath;
  private final Consumer<String> notices;

  /**
   * @param cache folder that keeps the built simulation program
   * @param notices receives a line for each thing that takes a while
   */
  public Ns3Generator(Path cache, Consumer<String> notices) {
    this(cache, System.getenv().getOrDefault("PATH", ""), notices);
  }

  /**
   * @param searchPath folders of programs as in the environment variable {@code PATH}
   */
  Ns3Generator(Path cache, String searchPath, Consumer<String> notices) {
    this.cache = cache;
    this.searchPath = searchPath;
    this.notices = notices;
  }

  /**
   * Simulates what the options say.
   *
   * @param threshold on the delivery ratio of both directions, for the density
   * @throws EnvironmentException if NS-3 or the compiler is missing, or the simulation fails
   * @throws InterruptedException if this thread is interrupted; the simulation has been ended
   */
  public Ns3Trace generate(Ns3Options options, double threshold) throws InterruptedException {
    DensityTarget.checkThreshold(threshold);
    return simulate(options, threshold, program());
  }

  /**
   * Finds the area or the power that gives the density, by short runs, and simulates with that.
   *
   * @throws org.hyperprism.failure.ConfigurationException if the density cannot be reached
   * @throws EnvironmentException if NS-3 or the compiler is missing, or the simulation fails
   * @throws InterruptedException if this thread is interrupted; the simulation has been ended
   */
  public Ns3Trace generate(Ns3Options options, DensityTarget target) throws InterruptedException {
    LinkTraceProgram program = program();
    Ns3Options found;
    try (ScratchFolder scratch = scratch()) {
      found = search(options, target, program, scratch.path());
    } catch (IOException e) {
      throw unusable(e);
    }
    return simulate(found, target.threshold(), program);
  }

  private LinkTraceProgram program() throws InterruptedException {
    return LinkTraceProgram.in(cache, searchPath, notices);
  }

  private Ns3Options search(
      Ns3Options options, DensityTarget target, LinkTraceProgram program, Path work)
      throws InterruptedException {
    DoubleFunction<Ns3Options> changed =
        switch (target.found()) {
          case AREA -> options::withAreaSide;
          case POWER -> options::withTransmitPower;
        };
    double start =
        switch (target.found()) {
          case AREA -> options.areaSide();
          case POWER -> options.radio().transmitPower();
        };
    DensitySearch search =
        new DensitySearch(
            target,
            value -> shortRun(changed.apply(value), target.threshold(), program, work),
            notices);
    return changed.apply(search.find(start));
  }

  /** The density in some of the rounds: the devices move as in the full run, but seldom send. */
  private static double shortRun(
      Ns3Options options, double threshold, LinkTraceProgram program, Path work)
      throws InterruptedException {
    int stride = (options.rounds() + SEARCH_ROUNDS - 1) / SEARCH_ROUNDS;
    RowParser parser = new RowParser(options);
    MeanDensity density = new MeanDensity(options.devices(), threshold);
    program.run(options, stride, work, line -> parser.parse(line).ifPresent(density::add));
    parser.end();
    return density.over((options.rounds() + stride - 1) / stride);
  }

  private static Ns3Trace simulate(Ns3Options options, double threshold, LinkTraceProgram program)
      throws InterruptedException {
    ScratchFolder scratch = scratch();
    boolean made = false;
    try {
      RowParser parser = new RowParser(options);
      MeanDensity density = new MeanDensity(options.devices(), threshold);
      RowFile rows = new RowFile(scratch.path().resolve("rows.csv"), options.rounds());
      try (rows) {
        program.run(
            options,
            1,
            scratch.path(),
            line ->
                parser
                    .parse(line)
                    .ifPresent(
                        link -> {
                          density.add(link);
                          rows.append(link.round(), line);
                        }));
        parser.end();
      }
      double reached = density.over(options.rounds());
      Map<String, String> origin = new LinkedHashMap<>();
      origin.put("generator", program.version(scratch.path()));
      origin.putAll(options.byName());
      origin.put("threshold", Ranges.plain(threshold));
      origin.put("density", String.format(Locale.ROOT, "%.4f", reached));
      TraceInformation information =
          new TraceInformation(
              options.devices(), options.rounds(), Collections.unmodifiableMap(origin));
      Ns3Trace trace = new Ns3Trace(options, information, reached, scratch, rows);
      made = true;
      return trace;
    } catch (IOException e) {
      throw unusable(e);
    } finally {
      if (!made) {
        delete(scratch);
      }
    }
  }

  private static ScratchFolder scratch() {
    try {
      return ScratchFolder.in(Path.of(System.getProperty("java.io.tmpdir")), "hyperprism-ns3-");
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private static void delete(ScratchFolder scratch) {
    try {
      scratch.close();
    } catch (IOException e) {
      // Another failure is on its way to the user.
    }
  }

  private static EnvironmentException unusable(IOException failure) {
    return new EnvironmentException(
        String.format(
            "the folder for temporary files %s cannot be used (%s); make room there, or set"
                + " -Djava.io.tmpdir to another folder",
            System.getProperty("java.io.tmpdir"), FileFailure.reason(failure)),
        failure);
  }
}
