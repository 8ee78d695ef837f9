package org.hyperprism.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.hyperprism.topology.schedule.RandomDensity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpectrumTest {

  @Test
  void smallGraphsByHand() {
    assertSpectrum(Graph.of(3, new int[] {0, 1}, new int[] {1, 2}), 3, 1);
    assertSpectrum(Graph.of(2, new int[] {0}, new int[] {1}), 2, 2);
    assertSpectrum(complete(6), 6, 6);
    // A triangle (3, 3), a pair (2) and a device alone: the zeros of the components do not count.
    assertSpectrum(Graph.of(6, new int[] {0, 1, 2, 3}, new int[] {1, 2, 0, 4}), 3, 2);
  }

  private static void assertSpectrum(Graph graph, double largest, double smallestPositive) {
    for (Spectrum spectrum :
        new Spectrum[] {Spectrum.of(graph), LaplacianLanczos.spectrum(graph, (i, j) -> 1)}) {
      assertThat(spectrum.largest()).isCloseTo(largest, within(1e-12));
      assertThat(spectrum.smallestPositive()).isCloseTo(smallestPositive, within(1e-12));
    }
  }

  @Test
  void withoutLinksBothAreZero() {
    Graph empty = Graph.of(300, new int[0], new int[0]);
    assertThat(Spectrum.of(empty)).isEqualTo(new Spectrum(0, 0, false));
    assertThat(Spectrum.of(empty).ratio()).isZero();
  }

  /** From hardly connected (mean degree 0.6, many components) to nearly complete. */
  @ParameterizedTest
  @CsvSource({"100, 0.006", "150, 0.01", "150, 0.03", "150, 0.1", "150, 0.5", "200, 0.95"})
  void lanczosAgreesWithTheDenseDecomposition(int devices, double density) {
    for (int round = 1; round <= 3; round++) {
      Graph graph = new RandomDensity(devices, density, 9).graph(round);
      Spectrum dense = Spectrum.dense(graph, (i, j) -> 1);
      Spectrum lanczos = LaplacianLanczos.spectrum(graph, (i, j) -> 1);
      assertThat(lanczos.largest()).isCloseTo(dense.largest(), within(1e-9 * dense.largest()));
      assertThat(lanczos.smallestPositive())
          .isCloseTo(dense.smallestPositive(), within(1e-7 * dense.smallestPositive()));
    }
  }

  /** I - A by commons-math from the weights of each rule, and by Lanczos steps. */
  @ParameterizedTest
  @EnumSource(value = MixingRule.class, names = "PUSH", mode = EnumSource.Mode.EXCLUDE)
  void theGossipMatrixHasTheWeightsThatAreUsed(MixingRule rule) {
    Graph graph = new RandomDensity(40, 0.1, 9).graph(2);
    RoundTopology topology = new RoundTopology(graph, rule);
    RealMatrix matrix = new Array2DRowRealMatrix(40, 40);
    for (int i = 0; i < 40; i++) {
      for (int e = 0; e < graph.degree(i); e++) {
        double weight = topology.weight(i, graph.neighbour(i, e));
        matrix.setEntry(i, graph.neighbour(i, e), -weight);
        matrix.addToEntry(i, i, weight);
      }
    }
    double[] eigenvalues = new EigenDecomposition(matrix).getRealEigenvalues();
    double smallest = Arrays.stream(eigenvalues).filter(value -> value > 1e-9).min().orElseThrow();
    double largest = Arrays.stream(eigenvalues).max().orElseThrow();
    for (Spectrum spectrum :
        new Spectrum[] {topology.gossip(), LaplacianLanczos.spectrum(graph, topology::weight)}) {
      assertThat(spectrum.largest()).isCloseTo(largest, within(1e-9));
      assertThat(spectrum.smallestPositive()).isCloseTo(smallest, within(1e-9));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 1000})
  void largeGraphsWithKnownSpectra(int devices) {
    // A star has the eigenvalues 0, 1 and m.
    int[] centre = new int[devices - 1];
    Spectrum star = Spectrum.of(Graph.of(devices, centre, IntStream.range(1, devices).toArray()));
    assertThat(star.largest()).isCloseTo(devices, within(1e-9 * devices));
    assertThat(star.smallestPositive()).isCloseTo(1, within(1e-7));
  }

  @Test
  void aRingOfFiveHundredIsFound() {
    int devices = 500;
    Spectrum ring = Spectrum.of(ring(devices));
    assertThat(ring.largest()).isCloseTo(4, within(1e-9));
    double smallest = 2 - 2 * Math.cos(2 * Math.PI / devices);
    assertThat(ring.smallestPositive()).isCloseTo(smallest, within(1e-6 * smallest));
  }

  @Test
  @Timeout(60)
  void tenThousandDevicesTakeBoundedTime() {
    Graph graph = new RandomDensity(10_000, 10.0 / 9_999, 1).graph(1);
    Spectrum spectrum = Spectrum.of(graph);
    assertThat(spectrum.largest()).isBetween(20.0, 60.0);
    assertThat(spectrum.smallestPositive()).isBetween(0.01, 2.0);
    assertThat(Spectrum.of(graph)).isEqualTo(spectrum);
    // The smallest eigenvalue of a long ring, 4e-7, is out of reach; what stands for it is tiny
    // too.
    assertThat(Spectrum.of(ring(10_000)).ratio()).isBetween(1e-7, 1e-4);
  }

  @Test
  void componentsAreNamedByTheirLowestDevice() {
    Graph graph = Graph.of(6, new int[] {5, 1, 2}, new int[] {0, 3, 3});
    assertThat(graph.components()).containsExactly(0, 1, 1, 1, 4, 0);
    assertThatNoException().isThrownBy(() -> Graph.of(0, new int[0], new int[0]).components());
  }

  private static Graph ring(int devices) {
    return Graph.of(
        devices,
        IntStream.range(0, devices).toArray(),
        IntStream.range(1, devices + 1).map(i -> i % devices).toArray());
  }

  private static Graph complete(int devices) {
    return new RandomDensity(devices, 1, 1).graph(1);
  }
}
