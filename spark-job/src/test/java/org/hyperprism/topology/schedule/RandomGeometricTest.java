package org.hyperprism.topology.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Links between close devices against theory. */
class RandomGeometricTest {

  @Test
  void manyDevicesHaveTheDensityExactly() {
    double density = 10. / 9_999;
    assertThat(new RandomGeometric(10_000, density, 1).graph(3).links()).isEqualTo(50_000);
    assertThat(new RandomDensity(10_000, density, 1).graph(3).links()).isEqualTo(50_000);
  }

  /** Two uniform points of a square of side 1 are within r with pi r^2 - 8 r^3 / 3 + r^4 / 2. */
  @Test
  void placesAreUniformAndFreshEachRound() {
    int rounds = 20_000;
    RandomGeometric schedule = new RandomGeometric(2, 1, 3);
    long[] counts = new long[10];
    long closeBefore = 0;
    long closeTwice = 0;
    boolean wasClose = false;
    for (int round = 1; round <= rounds; round++) {
      double distance = schedule.positions(round).orElseThrow().distance(0, 1);
      counts[distance < 0.9 ? (int) (distance * 10) : 9]++;
      closeBefore += wasClose ? 1 : 0;
      closeTwice += wasClose && distance < 0.5 ? 1 : 0;
      wasClose = distance < 0.5;
    }
    Statistics.assertDistribution(
        "distances",
        counts,
        bin -> (bin == 9 ? 1 : withinDistance((bin + 1) / 10.)) - withinDistance(bin / 10.));
    Statistics.assertShare("close after close", closeTwice, closeBefore, withinDistance(0.5));
  }

  private static double withinDistance(double r) {
    return Math.PI * r * r - 8 * r * r * r / 3 + r * r * r * r / 2;
  }
}
