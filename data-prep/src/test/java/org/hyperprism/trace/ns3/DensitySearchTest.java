package org.hyperprism.trace.ns3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.trace.ns3.DensitySearch.Measurement;
import org.hyperprism.trace.ns3.DensityTarget.Found;
import org.junit.jupiter.api.Test;

/** The search against densities known as functions. */
class DensitySearchTest {

  /** About the share of pairs within 100 m of each other in a square. */
  private static final Measurement AREA = side -> 1 / (1 + side * side / (120.0 * 120.0));

  private static final Measurement POWER = dBm -> 1 / (1 + Math.exp(-(dBm - 12) / 4));

  private final List<String> notices = new ArrayList<>();

  @Property
  void theSideIsFoundFromAnywhere(
      @ForAll @DoubleRange(min = 0.01, max = 0.99) double density,
      @ForAll @DoubleRange(min = 1, max = 1e6) double start)
      throws InterruptedException {
    assertThat(AREA.density(find(Found.AREA, density, start, AREA)))
        .isBetween(density - DensitySearch.TOLERANCE, density + DensitySearch.TOLERANCE);
  }

  @Property
  void thePowerIsFoundFromAnywhere(
      @ForAll @DoubleRange(min = 0.01, max = 0.99) double density,
      @ForAll @DoubleRange(min = -50, max = 60) double start)
      throws InterruptedException {
    assertThat(POWER.density(find(Found.POWER, density, start, POWER)))
        .isBetween(density - DensitySearch.TOLERANCE, density + DensitySearch.TOLERANCE);
  }

  @Test
  void everyTrialIsReportedAndTheStartMayBeTheAnswer() throws InterruptedException {
    assertThat(find(Found.AREA, 0.5, 120, AREA)).isEqualTo(120);
    assertThat(notices).containsExactly("area 120 m: density 0.500");

    notices.clear();
    assertThat(find(Found.POWER, 0.5, 0, POWER)).isEqualTo(12);
    assertThat(notices)
        .containsExactly(
            "power 0 dBm: density 0.047",
            "power 6 dBm: density 0.182",
            "power 12 dBm: density 0.500");
  }

  @Test
  void aJumpOverTheTargetEndsWithTheNearestTrial() throws InterruptedException {
    double found = find(Found.AREA, 0.5, 100, side -> side < 70 ? 0.6 : 0.3);

    assertThat(found).isLessThan(70);
    assertThat(notices).hasSizeLessThan(16);
  }

  @Test
  void aDensityOutOfReachIsAMessageWithWhatWasSeenAndWhatToChange() {
    assertThatThrownBy(() -> find(Found.AREA, 0.9, 100, side -> AREA.density(side) / 2))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "density 0.9 cannot be reached: of 8 values tried, from area 100 m to area 1 m, area 1"
                + " m came nearest, with 0.500; raise power or probes, or lower density");
    assertThatThrownBy(() -> find(Found.POWER, 0.2, 16, dBm -> 0.3))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("power -50 dBm")
        .hasMessageEndingWith("with 0.300; raise area, or raise density");
  }

  private double find(Found found, double density, double start, Measurement measurement)
      throws InterruptedException {
    return new DensitySearch(new DensityTarget(density, 0.5, found), measurement, notices::add)
        .find(start);
  }
}
