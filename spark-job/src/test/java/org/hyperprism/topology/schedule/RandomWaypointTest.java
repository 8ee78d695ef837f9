package org.hyperprism.topology.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.hyperprism.topology.DevicePositions;
import org.hyperprism.topology.Graph;
import org.junit.jupiter.api.Test;

/** Random waypoint is in the stationary regime of theory from the first round on. */
class RandomWaypointTest {

  private static final int DEVICES = 20_000;
  private static final double SLOWEST = 1;
  private static final double FASTEST = 20;

  /**
   * Trips take 52 m x 0.158 s / m = 8.2 s in the mean, so round 1000 is 61 trips after the start.
   */
  private static final WaypointMobility MOBILITY =
      new WaypointMobility(100, SLOWEST, FASTEST, 4, 0.75);

  private static final double LOG_RATIO = Math.log(FASTEST / SLOWEST);
  private static final int[] EARLY_AND_LATE = {1, 1000};

  private static double[] speeds(int round) {
    Trip[] trips = Trips.at(DEVICES, MOBILITY, 3, round);
    double[] speeds = new double[DEVICES];
    for (int device = 0; device < DEVICES; device++) {
      speeds[device] = trips[device].speed(MOBILITY.middleOf(round));
    }
    return speeds;
  }

  @Test
  void speedsOfMovingDevicesHaveDensityOneOverSpeed() {
    for (int round : EARLY_AND_LATE) {
      long[] counts = new long[20];
      for (double speed : speeds(round)) {
        if (speed > 0) {
          // The distribution function makes the speeds uniform on [0, 1].
          double uniform = Math.log(speed / SLOWEST) / LOG_RATIO;
          counts[(int) Math.min(19, Math.max(0, 20 * uniform))]++;
        }
      }
      Statistics.assertDistribution("speeds of round " + round, counts, bin -> 0.05);
    }
  }

  @Test
  void theMeanSpeedNeverDecays() {
    double expected = (FASTEST - SLOWEST) / LOG_RATIO;
    double square = (FASTEST * FASTEST - SLOWEST * SLOWEST) / (2 * LOG_RATIO);
    for (int first : new int[] {1, 991}) {
      double sum = 0;
      long moving = 0;
      for (int round = first; round < first + 10; round++) {
        for (double speed : speeds(round)) {
          sum += speed;
          moving += speed > 0 ? 1 : 0;
        }
      }
      // A device's speeds in ten rounds in a row count as one value: they may be the same.
      Statistics.assertMean(
          "speed from round " + first,
          sum / moving,
          expected,
          Math.sqrt(square - expected * expected),
          moving / 10.);
    }
  }

  @Test
  void theShareOfRestingDevicesIsThatOfTime() {
    // Mean distance of two points of a square of 100 m: 52.14 m.
    double trip = 52.14054331647207 * LOG_RATIO / (FASTEST - SLOWEST);
    double resting = 4 / (4 + trip);
    assertThat(MOBILITY.shareResting()).isCloseTo(resting, within(1e-12));
    for (int round : EARLY_AND_LATE) {
      long zeros = 0;
      for (double speed : speeds(round)) {
        zeros += speed == 0 ? 1 : 0;
      }
      Statistics.assertShare("resting in round " + round, zeros, DEVICES, resting);
    }
  }

  @Test
  void placesAreSpreadTheSameEarlyAndLateAndDenserInTheMiddle() {
    WaypointMobility restless = new WaypointMobility(100, SLOWEST, FASTEST, 0, 0.75);
    for (WaypointMobility mobility : new WaypointMobility[] {MOBILITY, restless}) {
      long[] early = cells(new RandomWaypoint(DEVICES, mobility, new Reach.Range(1), 4), 1);
      long[] late = cells(new RandomWaypoint(DEVICES, mobility, new Reach.Range(1), 5), 1000);
      assertThat(new ChiSquareTest().chiSquareTestDataSetsComparison(early, late))
          .isGreaterThan(1e-3);
      assertThat(early[14]).isGreaterThan(2 * early[0]);
    }
  }

  /** Devices in each of 6 x 6 equal cells of the square. */
  private static long[] cells(RandomWaypoint schedule, int round) {
    DevicePositions places = schedule.positions(round).orElseThrow();
    long[] counts = new long[36];
    for (int device = 0; device < schedule.devices(); device++) {
      counts[6 * cell(places.y()[device]) + cell(places.x()[device])]++;
    }
    return counts;
  }

  private static int cell(double metres) {
    assertThat(metres).isBetween(0., 100.);
    return Math.min(5, (int) (metres / 100 * 6));
  }

  @Test
  void noDeviceIsFasterThanTheFastest() {
    RandomWaypoint schedule = new RandomWaypoint(500, MOBILITY, new Reach.Range(10), 4);
    for (int round = 1; round < 50; round++) {
      DevicePositions before = schedule.positions(round).orElseThrow();
      DevicePositions after = schedule.positions(round + 1).orElseThrow();
      for (int device = 0; device < 500; device++) {
        double moved =
            Math.hypot(
                after.x()[device] - before.x()[device], after.y()[device] - before.y()[device]);
        assertThat(moved).isLessThanOrEqualTo(FASTEST * 0.75 * (1 + 1e-12));
      }
    }
  }

  @Test
  void linksFollowFromPlaces() {
    RandomWaypoint within = new RandomWaypoint(100, MOBILITY, new Reach.Range(17), 4);
    RandomWaypoint exact = new RandomWaypoint(100, MOBILITY, new Reach.ExactDensity(0.13), 4);
    for (int round = 1; round < 20; round++) {
      DevicePositions places = within.positions(round).orElseThrow();
      Graph graph = within.graph(round);
      for (int i = 0; i < 100; i++) {
        for (int j = 0; j < i; j++) {
          assertThat(GraphCode.areLinked(graph, i, j)).isEqualTo(places.distance(i, j) <= 17);
        }
      }
      assertThat(exact.graph(round).links()).isEqualTo(Math.round(0.13 * 4950));
    }
  }
}
