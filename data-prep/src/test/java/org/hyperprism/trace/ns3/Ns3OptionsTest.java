package org.hyperprism.trace.ns3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.trace.ns3.DensityTarget.Found;
import org.hyperprism.trace.ns3.Movement.Mobility;
import org.junit.jupiter.api.Test;

class Ns3OptionsTest {

  @Test
  void everyNumberHasItsRange() {
    assertRefused(
        () -> Ns3Options.standard(1, 5, 1), "devices is 1; expected a number from 2 to 1000");
    assertRefused(
        () -> Ns3Options.standard(1001, 5, 1), "devices is 1001; expected a number from 2 to 1000");
    assertRefused(
        () -> Ns3Options.standard(9, 0, 1), "rounds is 0; expected a number from 1 to 1000000");
    assertRefused(
        () -> Ns3Options.standard(9, 5, -1),
        "seed is -1; expected a number from 0 to 9223372036854775807");
    assertRefused(() -> options(0, 1, 100), "probes is 0; expected a number from 1 to 1000");
    assertRefused(
        () -> options(3, Double.NaN, 100),
        "round-seconds is NaN; expected a number from 0.01 to 3600");
    assertRefused(() -> options(3, 1, 0.5), "area is 0.5; expected a number from 1 to 1000000");
    assertRefused(
        () -> new Radio(99.5, 3, false), "power is 99.5; expected a number from -50 to 60");
    assertRefused(
        () -> new Radio(16, Double.POSITIVE_INFINITY, false),
        "path-loss-exponent is Infinity; expected a number from 1 to 10");
    assertRefused(
        () -> new Movement(Mobility.WAYPOINT, 0, 5, 0),
        "speed-min is 0; expected a number from 0.001 to 1000");
    assertRefused(
        () -> new Movement(Mobility.WAYPOINT, 5, 1, 0),
        "speed-max is 1; expected a number from 5 to 1000");
    assertRefused(
        () -> new Movement(Mobility.WAYPOINT, 1, 5, -1),
        "pause is -1; expected a number from 0 to 86400");
    assertThatThrownBy(() -> new DensityTarget(0, 0.5, Found.AREA))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("density is 0; expected a number from ");
    assertThatThrownBy(() -> new DensityTarget(0.5, 1.5, Found.AREA))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("threshold is 1.5; expected a number from ");
  }

  @Test
  void theProgramIsToldEverything() {
    assertThat(Ns3Options.standard(20, 100, 7).withAreaSide(131.3).arguments(5))
        .containsExactly(
            "--devices=20",
            "--rounds=100",
            "--seed=7",
            "--probes=3",
            "--round-seconds=1",
            "--area=131.3",
            "--power=16",
            "--path-loss-exponent=3",
            "--fading=none",
            "--mobility=waypoint",
            "--speed-min=1",
            "--speed-max=5",
            "--pause=0",
            "--stride=5",
            "--out=-");
  }

  private static Ns3Options options(int probes, double roundSeconds, double areaSide) {
    return new Ns3Options(
        9, 5, 1, probes, roundSeconds, areaSide, Radio.STANDARD, Movement.STANDARD);
  }

  private static void assertRefused(ThrowingCallable making, String message) {
    assertThatThrownBy(making).isInstanceOf(ConfigurationException.class).hasMessage(message);
  }
}
