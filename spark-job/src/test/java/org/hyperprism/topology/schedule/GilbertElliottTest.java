package org.hyperprism.topology.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.hyperprism.topology.Graph;
import org.junit.jupiter.api.Test;

/** Every link is the Markov chain of theory, though no round is made from the one before. */
class GilbertElliottTest {

  private static final int DEVICES = 40;
  private static final int LINKS = DEVICES * (DEVICES - 1) / 2;
  private static final int ROUNDS = 400;

  /** Failure and recovery: long bursts, short ones, no memory, more changes than not. */
  private static final double[][] CHAINS = {{0.02, 0.05}, {0.1, 0.3}, {0.4, 0.6}, {0.9, 0.6}};

  /** Whether link l is up in round t: [t - 1][l]. */
  private static boolean[][] states(double failure, double recovery) {
    GilbertElliott schedule =
        new GilbertElliott(new StaticGraph(StaticShape.COMPLETE, DEVICES), failure, recovery, 11);
    boolean[][] states = new boolean[ROUNDS][LINKS];
    for (int round = 1; round <= ROUNDS; round++) {
      Graph graph = schedule.graph(round);
      int link = 0;
      for (int i = 0; i < DEVICES; i++) {
        for (int j = i + 1; j < DEVICES; j++) {
          states[round - 1][link++] = GraphCode.areLinked(graph, i, j);
        }
      }
    }
    return states;
  }

  @Test
  void theShareOfGoodLinksIsStationaryFromTheFirstRound() {
    for (double[] chain : CHAINS) {
      boolean[][] states = states(chain[0], chain[1]);
      for (int round : new int[] {1, 2, ROUNDS}) {
        long good = 0;
        for (boolean state : states[round - 1]) {
          good += state ? 1 : 0;
        }
        Statistics.assertShare(
            "good in round " + round, good, LINKS, chain[1] / (chain[0] + chain[1]));
      }
    }
  }

  /** Whatever the state two rounds ago was, the next one depends on the last alone. */
  @Test
  void changesHaveTheirProbabilitiesAndNoLongerMemory() {
    for (double[] chain : CHAINS) {
      boolean[][] states = states(chain[0], chain[1]);
      long[][] seen = new long[4][2];
      for (int round = 2; round < ROUNDS; round++) {
        for (int link = 0; link < LINKS; link++) {
          int before = (states[round - 2][link] ? 2 : 0) + (states[round - 1][link] ? 1 : 0);
          seen[before][states[round][link] ? 1 : 0]++;
        }
      }
      for (int before = 0; before < 4; before++) {
        double good = before % 2 == 1 ? 1 - chain[0] : chain[1];
        Statistics.assertShare(
            "good after " + before, seen[before][1], seen[before][0] + seen[before][1], good);
      }
    }
  }

  @Test
  void badBurstsAreGeometricWithMeanOneOverRecovery() {
    for (double[] chain : CHAINS) {
      boolean[][] states = states(chain[0], chain[1]);
      long[] lengths = new long[200];
      double sum = 0;
      int bursts = 0;
      for (int link = 0; link < LINKS; link++) {
        // Bursts that begin in the first half: so none that is long is missed at the end.
        for (int start = 1; start < ROUNDS / 2; start++) {
          if (states[start - 1][link] && !states[start][link]) {
            int end = start;
            while (end < ROUNDS && !states[end][link]) {
              end++;
            }
            sum += end - start;
            bursts++;
            lengths[Math.min(199, end - start)]++;
          }
        }
      }
      double recovery = chain[1];
      // The last bin holds all longer ones too.
      Statistics.assertDistribution(
          "bad bursts",
          lengths,
          n -> n == 0 ? 0 : (n == 199 ? 1 : recovery) * Math.pow(1 - recovery, n - 1));
      Statistics.assertMean(
          "bad bursts", sum / bursts, 1 / recovery, Math.sqrt(1 - recovery) / recovery, bursts);
    }
  }

  /** Correlation of a state with the next one is 1 - failure - recovery. */
  @Test
  void roundsInARowCorrelateAsTheyShould() {
    for (double[] chain : CHAINS) {
      boolean[][] states = states(chain[0], chain[1]);
      double mean = chain[1] / (chain[0] + chain[1]);
      double lambda = 1 - chain[0] - chain[1];
      double sum = 0;
      double squares = 0;
      for (int link = 0; link < LINKS; link++) {
        double products = 0;
        for (int round = 1; round < ROUNDS; round++) {
          products +=
              ((states[round][link] ? 1 : 0) - mean) * ((states[round - 1][link] ? 1 : 0) - mean);
        }
        double correlation = products / (ROUNDS - 1) / (mean * (1 - mean));
        sum += correlation;
        squares += correlation * correlation;
      }
      // Links are independent, so their spread tells the error of the mean over them.
      double deviation = Math.sqrt(squares / LINKS - (sum / LINKS) * (sum / LINKS));
      Statistics.assertMean("correlation", sum / LINKS, lambda, deviation, LINKS);
    }
  }

  @Test
  void linksAreIndependentOfEachOther() {
    boolean[][] states = states(0.1, 0.3);
    long both = 0;
    for (int link = 0; link + 1 < LINKS; link += 2) {
      both += states[200][link] && states[200][link + 1] ? 1 : 0;
    }
    Statistics.assertShare("both good", both, LINKS / 2, 0.75 * 0.75);
  }

  @Test
  void atOneAndOneEveryLinkChangesInEveryRound() {
    boolean[][] states = states(1, 1);
    long good = 0;
    for (int link = 0; link < LINKS; link++) {
      good += states[0][link] ? 1 : 0;
      for (int round = 1; round < ROUNDS; round++) {
        assertThat(states[round][link]).isNotEqualTo(states[round - 1][link]);
      }
    }
    Statistics.assertShare("good in round 1", good, LINKS, 0.5);
  }

  @Test
  void onlyLinksOfTheFirstGraphAreEverUpAndAllAreWithoutFailure() {
    RandomDensity base = new RandomDensity(30, 0.2, 3);
    GilbertElliott never = new GilbertElliott(base, 0, 0.3, 5);
    assertThat(GraphCode.crc(never.graph(50))).isEqualTo(GraphCode.crc(base.graph(1)));
    Graph bursty = new GilbertElliott(base, 0.2, 0.3, 5).graph(50);
    for (int i = 0; i < 30; i++) {
      for (int e = 0; e < bursty.degree(i); e++) {
        assertThat(GraphCode.areLinked(base.graph(1), i, bursty.neighbour(i, e))).isTrue();
      }
    }
  }

  /** A round far away takes no longer: the walk back is as long as the chain's memory. */
  @Test
  void farRoundsAreAsEasyAsNearOnes() {
    GilbertElliott schedule =
        new GilbertElliott(new StaticGraph(StaticShape.COMPLETE, DEVICES), 1e-4, 3e-4, 11);
    long good = schedule.graph(Integer.MAX_VALUE).links();
    Statistics.assertShare("good in the last round", good, LINKS, 0.75);
  }
}
