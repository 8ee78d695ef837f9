package org.hyperprism.experiment.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Settings below {@code availability}: what they mean together, and which are refused. */
class AvailabilityConfigurationTest {

  private static AvailabilityConfiguration load(String... settings) {
    return ConfigurationLoader.load(Optional.empty(), List.of(settings)).availability();
  }

  private static void assertRefused(String expected, String... settings) {
    assertThatThrownBy(() -> load(settings)).hasMessageContaining(expected);
  }

  @Test
  void nobodyIsAwayUnlessASettingSaysSo() {
    assertThat(load().isLimited()).isFalse();
    assertThat(load("availability.share=0.1", "availability.battery.watts=3").isLimited())
        .isFalse();
    assertThat(load("availability.kind=day-night").isLimited()).isTrue();
    assertThat(load("availability.join=3").isLimited()).isTrue();
    assertThat(load("availability.leave=\"uniform 1 9\"").isLimited()).isTrue();
    assertThat(load("time.enabled=true", "availability.battery.joules=50").isLimited()).isTrue();
  }

  @Test
  void whatMeansNothingIsRefused() {
    assertRefused(
        "availability.path is not set, but availability.kind is trace; expected a CSV file with the columns device,from,to",
        "availability.kind=trace");
    assertRefused(
        "availability.path is times.csv, but availability.kind is not trace and nobody reads it",
        "availability.path=times.csv");
    assertRefused(
        "availability.unit is seconds, but time.enabled is false and no round takes any",
        "availability.unit=seconds");
    assertRefused(
        "availability.battery.joules is given, but time.enabled is false and no device draws any",
        "availability.battery.joules=50");
    assertRefused("expected one of always, trace, day-night", "availability.kind=daynight");
    assertRefused("expected one of rounds, seconds", "availability.unit=hours");
    for (String value : List.of("0", "-1", "NaN", "long")) {
      assertRefused("availability.period is ", "availability.period=" + value);
      assertRefused("availability.emptyRound is ", "availability.emptyRound=" + value);
    }
    for (String value : List.of("0", "1.1", "-0.5")) {
      assertRefused("availability.share is ", "availability.share=" + value);
      assertRefused("availability.battery.back is ", "availability.battery.back=" + value);
    }
    assertRefused(
        "availability.jitter is 2, expected a number from 0 to 1", "availability.jitter=2");
    assertRefused("availability.battery.watts is -1", "availability.battery.watts=-1");
    for (String value : List.of("0", "-3", "soon", "never", "\"uniform 5 2\"", "\"uniform 5\"")) {
      assertRefused(
          "expected start, a number > 0, \"uniform LOW HIGH\"", "availability.join=" + value);
    }
    assertRefused("expected never, a number > 0", "availability.leave=start");
    assertRefused("expected none, a number > 0", "availability.battery.joules=full");
  }
}
