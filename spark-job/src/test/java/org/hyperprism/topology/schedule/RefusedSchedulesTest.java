package org.hyperprism.topology.schedule;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.derived.DeviceDropOut;
import org.hyperprism.topology.derived.HeldFor;
import org.hyperprism.topology.derived.LinkDropOut;
import org.junit.jupiter.api.Test;

/**
 * What a schedule cannot be made with is refused with the setting, its value and what it may be.
 */
class RefusedSchedulesTest {

  private static final LinkSchedule RING = new StaticGraph(StaticShape.RING, 5);
  private static final double NONE = Double.NaN;

  private static void assertRefused(ThrowingCallable call, String... parts) {
    assertThatThrownBy(call).isInstanceOf(ConfigurationException.class).message().contains(parts);
  }

  @Test
  void probabilitiesOutsideZeroToOne() {
    assertRefused(() -> new ErdosRenyi(5, 1.5, 1), "links.density is 1.5", "[0, 1]");
    assertRefused(() -> new ErdosRenyi(5, NONE, 1), "links.density is NaN");
    assertRefused(() -> new RandomGeometric(5, -0.1, 1), "links.density is -0.1", "[0, 1]");
    assertRefused(() -> new Reach.ExactDensity(2), "links.density is 2.0", "[0, 1]");
    assertRefused(
        () -> new GilbertElliott(RING, 2, 0.5, 1), "links.gilbertElliott.failure is 2.0", "[0, 1]");
    assertRefused(
        () -> new GilbertElliott(RING, 0.5, 0, 1),
        "links.gilbertElliott.recovery is 0.0",
        "(0, 1]");
    assertRefused(
        () -> new GilbertElliott(RING, 0.5, NONE, 1), "links.gilbertElliott.recovery is NaN");
    assertRefused(() -> new SmallWorld(9, 4, -1, 1), "links.rewiring is -1.0", "[0, 1]");
    assertRefused(() -> new LinkDropOut(RING, 7, 1), "links.linkDropOut is 7.0", "[0, 1]");
    assertRefused(() -> new DeviceDropOut(RING, 7, 1), "links.deviceDropOut is 7.0", "[0, 1]");
  }

  @Test
  void numbersOfDevicesNeighboursAndRounds() {
    assertRefused(() -> new StaticGraph(StaticShape.STAR, 0), "devices is 0", "1 or more");
    assertRefused(() -> new BConnected(2, 2, 1), "devices is 2", "3 or more");
    assertRefused(() -> new BConnected(5, 0, 1), "links.window is 0", "1 or more");
    assertRefused(() -> new SmallWorld(9, 3, 0.1, 1), "links.degree is 3", "even", "8");
    assertRefused(() -> new SmallWorld(9, 10, 0.1, 1), "links.degree is 10", "even", "8");
    assertRefused(() -> new RandomRegular(9, 9, 1), "links.degree is 9", "0 to devices - 1 = 8");
    assertRefused(() -> new RandomRegular(9, 3, 1), "links.degree is 3", "even", "9 is odd");
    assertRefused(() -> new DirectedRandom(9, 9, 1), "links.degree is 9", "1 to devices - 1 = 8");
    assertRefused(() -> new HeldFor(RING, -1), "links.redrawEvery is -1", "0 or more");
  }

  @Test
  void mobility() {
    assertRefused(
        () -> new WaypointMobility(0, 1, 2, 0, 1), "links.mobility.side is 0.0", "above 0");
    assertRefused(
        () -> new WaypointMobility(9, 0, 2, 0, 1), "links.mobility.minimumSpeed is 0.0", "above 0");
    assertRefused(
        () -> new WaypointMobility(9, 2, 1, 0, 1),
        "links.mobility.maximumSpeed is 1.0",
        "links.mobility.minimumSpeed = 2.0");
    assertRefused(
        () -> new WaypointMobility(9, 1, 2, -1, 1), "links.mobility.pause is -1.0", "0 seconds");
    assertRefused(
        () -> new WaypointMobility(9, 1, 2, 0, NONE), "links.mobility.roundSeconds is NaN");
    assertRefused(() -> new WaypointMobility(1e-6, 1, 2, 0, 1), "at most 1000 trips", "larger");
    assertRefused(() -> new Reach.Range(0), "links.mobility.range is 0.0", "above 0");
  }
}
