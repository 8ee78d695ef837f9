package org.hyperprism.trace.table;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.hyperprism.trace.TraceInformation;
import org.hyperprism.trace.TraceLink;
import org.hyperprism.trace.TraceSource;

/** A trace in memory. */
record ListedTrace(TraceInformation information, List<TraceLink> links) implements TraceSource {

  static final Map<String, String> ORIGIN = Map.of("kind", "list");

  /**
   * Links drawn at random, each up with probability a half.
   *
   * @param known whether reception and places are known
   */
  static ListedTrace random(int devices, int rounds, boolean known, long seed) {
    Random random = new Random(seed);
    List<TraceLink> links =
        IntStream.range(0, rounds * devices * devices)
            .filter(i -> i / devices % devices != i % devices && random.nextBoolean())
            .mapToObj(
                i ->
                    link(
                        1 + i / (devices * devices),
                        i / devices % devices,
                        i % devices,
                        known,
                        random))
            .toList();
    return new ListedTrace(new TraceInformation(devices, rounds, ORIGIN), links);
  }

  private static TraceLink link(
      int round, int source, int destination, boolean known, Random random) {
    if (!known) {
      return new TraceLink(round, source, destination);
    }
    return new TraceLink(
        round,
        source,
        destination,
        Optional.of(
            new TraceLink.Reception(
                OptionalInt.of(random.nextInt(4)),
                random.nextFloat(),
                OptionalDouble.of((float) (20 * random.nextGaussian())))),
        Optional.of(
            new TraceLink.Placement(
                100 * random.nextFloat(),
                100 * random.nextFloat(),
                100 * random.nextFloat(),
                -random.nextFloat())));
  }

  @Override
  public List<TraceLink> round(int round) {
    return links.stream()
        .filter(link -> link.round() == round)
        .sorted(Comparator.comparingInt(TraceLink::source).thenComparingInt(TraceLink::destination))
        .toList();
  }
}
