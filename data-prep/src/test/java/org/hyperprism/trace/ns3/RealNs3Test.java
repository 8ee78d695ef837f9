package org.hyperprism.trace.ns3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.hyperprism.failure.EnvironmentException;
import org.hyperprism.trace.TraceLink;
import org.hyperprism.trace.ns3.DensityTarget.Found;
import org.hyperprism.trace.ns3.Movement.Mobility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The simulation itself, on machines that have the packages of {@code .ci/debian-packages}. */
@Tag("slow")
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class RealNs3Test {

  private static final Ns3Options OPTIONS = Ns3Options.standard(12, 30, 1).withAreaSide(130);

  private static final List<String> NOTICES = new ArrayList<>();

  private static Ns3Generator generator = new Ns3Generator(Path.of("."), "", NOTICES::add);

  @BeforeAll
  static void build(@TempDir Path cache) throws InterruptedException {
    generator = new Ns3Generator(cache, NOTICES::add);
    try {
      generator.generate(Ns3Options.standard(2, 1, 1), 0.5).close();
    } catch (EnvironmentException e) {
      Assumptions.assumeFalse(
          String.valueOf(e.getMessage()).contains("install the packages"),
          "skipped: " + e.getMessage());
      throw e;
    }
  }

  @Test
  void theProgramIsBuiltOnce() throws InterruptedException {
    links(OPTIONS);

    assertThat(NOTICES)
        .filteredOn(notice -> notice.startsWith("building"))
        .containsExactly("building the NS-3 simulation (once)");
  }

  @Test
  void theSameSeedGivesTheSameLinksAndAnotherOneOthers() throws InterruptedException {
    List<TraceLink> links = links(OPTIONS);

    assertThat(links(OPTIONS)).isEqualTo(links);
    assertThat(links(withSeed(2))).isNotEqualTo(links);
    // The seeds' upper halves count too.
    assertThat(links(withSeed(1 + (1L << 32)))).isNotEqualTo(links);
  }

  @Test
  void linksAreWithinTheRangeThatTheRadioAllows() throws InterruptedException {
    for (TraceLink link : links(OPTIONS)) {
      TraceLink.Placement places = link.placement().orElseThrow();
      assertThat(List.of(places.sourceX(), places.sourceY()))
          .allSatisfy(coordinate -> assertThat(coordinate).isBetween(0.0, 130.0));
      double distance =
          Math.hypot(
              places.sourceX() - places.destinationX(), places.sourceY() - places.destinationY());
      // A receiver notices a preamble from -82 dBm: 16 dBm less 46.68 dB for the first metre and
      // 30 dB a decade. The places are those of the middle of the round: each of the two may have
      // been half a second at 5 m/s nearer.
      double range = Math.pow(10, (16 - 46.6777 + 82) / 30);
      assertThat(distance).isLessThan(range + 5 + 0.2);
    }
  }

  @Test
  void morePowerGivesMoreLinks() throws InterruptedException {
    assertThat(density(OPTIONS.withTransmitPower(10)))
        .isLessThan(density(OPTIONS.withTransmitPower(16)));
    assertThat(density(OPTIONS.withTransmitPower(16)))
        .isLessThan(density(OPTIONS.withTransmitPower(22)));
  }

  @Test
  void fadingMakesMoreLinksAsymmetric() throws InterruptedException {
    assertThat(asymmetricShare(links(with(new Radio(16, 3, true), Movement.STANDARD))))
        .isGreaterThan(2 * asymmetricShare(links(OPTIONS)));
  }

  @Test
  void gaussMarkovMovesOtherwiseAndStaysInTheSquare() throws InterruptedException {
    List<TraceLink> links =
        links(with(Radio.STANDARD, new Movement(Mobility.GAUSS_MARKOV, 1, 5, 0)));

    assertThat(links).isNotEmpty().isNotEqualTo(links(OPTIONS));
    assertThat(links)
        .allSatisfy(
            link -> assertThat(link.placement().orElseThrow().sourceX()).isBetween(0.0, 130.0));
  }

  @Test
  void theSearchReachesTheDensity() throws InterruptedException {
    for (Found found : Found.values()) {
      try (Ns3Trace trace =
          generator.generate(OPTIONS.withAreaSide(200), new DensityTarget(0.5, 0.5, found))) {
        assertThat(trace.density()).isCloseTo(0.5, within(0.05));
        assertThat(trace.information().origin())
            .containsEntry("generator", "NS-3 3.37")
            .containsEntry("seed", "1")
            .containsKeys("area", "power", "density");
      }
    }
  }

  private static Ns3Options withSeed(long seed) {
    return new Ns3Options(
        OPTIONS.devices(),
        OPTIONS.rounds(),
        seed,
        OPTIONS.probes(),
        OPTIONS.roundSeconds(),
        OPTIONS.areaSide(),
        OPTIONS.radio(),
        OPTIONS.movement());
  }

  private static Ns3Options with(Radio radio, Movement movement) {
    return new Ns3Options(
        OPTIONS.devices(),
        OPTIONS.rounds(),
        OPTIONS.seed(),
        OPTIONS.probes(),
        OPTIONS.roundSeconds(),
        OPTIONS.areaSide(),
        radio,
        movement);
  }

  private static double density(Ns3Options options) throws InterruptedException {
    try (Ns3Trace trace = generator.generate(options, 0.5)) {
      return trace.density();
    }
  }

  private static List<TraceLink> links(Ns3Options options) throws InterruptedException {
    try (Ns3Trace trace = generator.generate(options, 0.5)) {
      return IntStream.rangeClosed(1, options.rounds())
          .boxed()
          .flatMap(round -> trace.round(round).stream())
          .toList();
    }
  }

  /** Links up in one direction only, among all that are up. */
  private static double asymmetricShare(List<TraceLink> links) {
    record Direction(int round, int from, int to) {
      Direction back() {
        return new Direction(round, /* from= */ to, /* to= */ from);
      }
    }
    Set<Direction> up = new HashSet<>();
    links.forEach(link -> up.add(new Direction(link.round(), link.source(), link.destination())));
    long asymmetric = up.stream().filter(direction -> !up.contains(direction.back())).count();
    return (double) asymmetric / up.size();
  }
}
