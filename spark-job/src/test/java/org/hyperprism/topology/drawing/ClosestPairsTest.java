package org.hyperprism.topology.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.schedule.GraphCode;

/** The search by cells finds what sorting all pairs finds. */
class ClosestPairsTest {

  private record Pair(double squared, int low, int high) {}

  @Property(tries = 500)
  void theClosestPairsAreThoseOfAllPairsSorted(
      @ForAll @IntRange(min = 2, max = 150) int devices,
      @ForAll @DoubleRange(min = 0, max = 1) double density,
      @ForAll boolean onALattice,
      @ForAll long seed) {
    double side = 40;
    double[][] places = places(devices, side, onALattice, seed);
    int count = (int) Math.round(density * density * PairCursor.pairs(devices));
    List<Pair> all = allPairs(places);
    assertThat(GraphCode.crc(ClosestPairs.closest(count, places[0], places[1], side)))
        .isEqualTo(GraphCode.crc(graph(devices, all.subList(0, count))));
    double range = Math.max(1e-3, side * density);
    List<Pair> near = all.stream().filter(pair -> pair.squared <= range * range).toList();
    assertThat(GraphCode.crc(ClosestPairs.within(range, places[0], places[1], side)))
        .isEqualTo(GraphCode.crc(graph(devices, near)));
  }

  /** Uniform places, or places of which many share a distance or are the same. */
  private static double[][] places(int devices, double side, boolean onALattice, long seed) {
    UniformRandomProvider random = new RandomStreams(seed).stream(Purpose.LINKS);
    double[][] places = new double[2][devices];
    for (double[] axis : places) {
      for (int i = 0; i < devices; i++) {
        axis[i] = onALattice ? random.nextInt(9) * side / 8 : side * random.nextDouble();
      }
    }
    return places;
  }

  private static List<Pair> allPairs(double[][] places) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < places[0].length; i++) {
      for (int j = i + 1; j < places[0].length; j++) {
        double dx = places[0][i] - places[0][j];
        double dy = places[1][i] - places[1][j];
        pairs.add(new Pair(dx * dx + dy * dy, i, j));
      }
    }
    pairs.sort(
        Comparator.comparingDouble(Pair::squared)
            .thenComparingInt(Pair::low)
            .thenComparingInt(Pair::high));
    return pairs;
  }

  private static Graph graph(int devices, List<Pair> pairs) {
    return Graph.of(
        devices,
        pairs.stream().mapToInt(Pair::low).toArray(),
        pairs.stream().mapToInt(Pair::high).toArray());
  }
}
