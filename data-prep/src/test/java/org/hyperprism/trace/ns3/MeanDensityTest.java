package org.hyperprism.trace.ns3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.hyperprism.trace.TraceLink;
import org.junit.jupiter.api.Test;

class MeanDensityTest {

  private final MeanDensity density = new MeanDensity(3, 0.5);

  @Test
  void aLinkCountsIfBothDirectionsReachTheThresholdInTheSameRound() {
    add(1, 0, 1, 1.0);
    add(1, 0, 2, 0.4);
    add(1, 1, 0, 0.5);
    add(1, 2, 0, 1.0);
    add(1, 2, 1, 1.0);
    add(3, 1, 2, 1.0);

    // One of three pairs in the first of four rounds.
    assertThat(density.over(4)).isEqualTo(1 / 12.0);
  }

  @Test
  void allLinksInAllRoundsAreDensityOne() {
    for (int round = 1; round <= 2; round++) {
      for (int source = 0; source < 3; source++) {
        for (int destination = 0; destination < 3; destination++) {
          if (source != destination) {
            add(round, source, destination, 1.0);
          }
        }
      }
    }
    assertThat(density.over(2)).isEqualTo(1);
  }

  private void add(int round, int source, int destination, double deliveryRatio) {
    density.add(
        new TraceLink(
            round,
            source,
            destination,
            Optional.of(new TraceLink.Reception(1, deliveryRatio, 20)),
            Optional.empty()));
  }
}
