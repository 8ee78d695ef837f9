package org.hyperprism.topology.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.hyperprism.topology.MixingRule;
import org.hyperprism.topology.schedule.RandomRegular;
import org.hyperprism.topology.schedule.StaticGraph;
import org.hyperprism.topology.schedule.StaticShape;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Statistics of more devices than a matrix of all pairs would fit for. */
@Tag("slow")
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class LargeGraphsTest {

  /** A matrix of all pairs would take 800 MB, and its eigenvalues hours. */
  @Test
  @Timeout(120)
  void tenThousandDevicesOfDegreeTen() {
    RandomRegular regular = new RandomRegular(10_000, 10, 3);
    LinkStatistics statistics = LinkStatistics.of(regular, 1, 3, MixingRule.METROPOLIS);
    assertThat(statistics.window()).hasValue(1);
    assertThat(statistics.degrees()[10]).isEqualTo(30_000);
    // Of a random regular graph all eigenvalues but one are within 2 sqrt(d - 1) (Friedman, 2008).
    double edge = 2 * Math.sqrt(9);
    for (RoundStatistics round : statistics.rounds()) {
      assertThat(round.connectivityIsUpperBound()).isFalse();
      assertThat(round.algebraicConnectivity()).isCloseTo(10 - edge, within(0.2));
    }
    assertThat(statistics.sigmaIsLowerBound()).isTrue();
    // Three rounds contract at most as much as each at its best, and at least a little.
    assertThat(statistics.spectralGapPerRound()).isBetween(1 - (1 + edge) / 11, 1.0);
  }

  /** Its eigenvalue of 4e-7 is out of reach, and this is said. */
  @Test
  void aRingOfManyIsBounded() {
    RoundStatistics round =
        LinkStatistics.of(new StaticGraph(StaticShape.RING, 10_000), 1, 1, MixingRule.METROPOLIS)
            .rounds()
            .get(0);
    assertThat(round.connectivityIsUpperBound()).isTrue();
    assertThat(round.algebraicConnectivity()).isBetween(2 - 2 * Math.cos(2 * Math.PI / 1e4), 1e-2);
  }
}
