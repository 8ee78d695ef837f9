package org.hyperprism.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hyperprism.experiment.table.AvailabilityTable;
import org.hyperprism.failure.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvailabilityTest {

  private static final double NEVER = Double.POSITIVE_INFINITY;

  /** The rounds from 1 to 12 in which a device is there. */
  private static List<Integer> rounds(Pattern pattern, int device) {
    return IntStream.rangeClosed(1, 12)
        .filter(round -> pattern.isThere(device, round))
        .boxed()
        .collect(Collectors.toList());
  }

  private static Pattern.Times rounds(String text) {
    return AvailabilityTable.read(text, "times.csv", 3, TimeUnit.ROUNDS);
  }

  private static Pattern.Times seconds(String text) {
    return AvailabilityTable.read(text, "times.csv", 3, TimeUnit.SECONDS);
  }

  @Test
  void aDayIsTheShareOfEachPeriodThatFollowsItsBeginning() {
    Pattern days = new Pattern.DayNight(5, 0.4, new double[] {1, 4.5, 1 + 5 * 2});

    assertThat(rounds(days, 0)).containsExactly(1, 2, 6, 7, 11, 12);
    assertThat(rounds(days, 1))
        .as("from 4.5, two later, and five on")
        .containsExactly(1, 5, 6, 10, 11);
    assertThat(rounds(days, 2)).as("periods later").isEqualTo(rounds(days, 0));
  }

  /** Shares whose product with the period is not exact have as many rounds in each period. */
  @Test
  void everyPeriodHasAsManyRounds() {
    for (double share : new double[] {0.07, 0.29, 0.3, 0.57, 0.7, 1}) {
      Pattern days = new Pattern.DayNight(100, share, new double[] {1});
      for (int period = 0; period < 50; period++) {
        int first = 1 + 100 * period;
        assertThat(
                IntStream.range(first, first + 100).filter(round -> days.isThere(0, round)).count())
            .as("share %s, period %d", share, period)
            .isEqualTo(Math.round(100 * share));
      }
    }
  }

  @Test
  void devicesTakePartFromWhenTheyJoinUntilTheyLeave() {
    Availability availability =
        new Availability(
            new Pattern.DayNight(4, 0.5, new double[] {1, 1}),
            new double[] {-NEVER, 3.5},
            new double[] {NEVER, 10});

    for (int round = 1; round <= 12; round++) {
      boolean day = (round - 1) % 4 < 2;
      assertThat(availability.isThere(0, round)).isEqualTo(day);
      assertThat(availability.isMember(0, round)).as("at night too").isTrue();
      assertThat(availability.isThere(1, round)).isEqualTo(day && round >= 4 && round < 10);
      assertThat(availability.isMember(1, round)).isEqualTo(round >= 4 && round < 10);
    }
  }

  @Test
  void aTableOfRoundsHasBothItsEnds() {
    Pattern.Times times =
        rounds(
            "\uFEFFdevice, from ,to\r\n# a comment\r\n\r\n1,5,6\r\n0,1,12\r\n1,2,3\r\n 2 , \"4\",\r\n1,7,7\r\n");

    assertThat(rounds(times, 0)).hasSize(12);
    assertThat(rounds(times, 1)).containsExactly(2, 3, 5, 6, 7);
    assertThat(rounds(times, 2)).containsExactly(4, 5, 6, 7, 8, 9, 10, 11, 12);
    assertThat(times.first(1)).isEqualTo(2);
    assertThat(times.last(1)).isEqualTo(8);
    assertThat(times.last(2)).isInfinite();
  }

  @Test
  void aTableOfSecondsEndsBeforeItsEnd() {
    Pattern.Times times = seconds("device,from,to\n0,0,1e3\n1,0.5,2.25\n1,2.25,3\n2,7,\n");

    assertThat(times.isThere(1, 0.4)).isFalse();
    assertThat(times.isThere(1, 0.5)).isTrue();
    assertThat(times.isThere(1, 2.25)).isTrue();
    assertThat(times.isThere(1, 3)).isFalse();
    assertThat(times.isThere(0, 999.9)).isTrue();
    assertThat(times.isThere(0, 1000)).isFalse();
    assertThat(times.isThere(2, 1e12)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3,1,2",
        "-1,1,2",
        "2147483647,1,2",
        "2147483648,1,2",
        "99999999999999999999,1,2",
        "x,1,2",
        ",1,2",
        "0.0,1,2",
        "0,1",
        "0,1,2,3",
        "0,0,2",
        "0,-1,2",
        "0,1.5,2",
        "0,3,2",
        "0,,2",
        "0,1,x",
        "0,NaN,2",
        "0,1,Infinity",
        "0,1,0x5",
        "0,1,2f",
        "0,1,9999999999999999",
        "0;1;2",
        "\"0,1,2",
        "\u0660,1,2",
        "0,1,2\u0000"
      })
  void rowsThatAreNotSoundAreRefused(String row) {
    assertThatThrownBy(() -> rounds("device,from,to\n# first\n" + row + "\n"))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("times.csv:3 is '")
        .hasMessageContaining("; expected ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0,1,1", "0,2,1", "0,-1,2", "0,1e999,", "0,1,1e", "0,1,.5", "0,1,2d", "0,NaN,2"})
  void secondsThatAreNotSoundAreRefused(String row) {
    assertThatThrownBy(() -> seconds("device,from,to\n" + row + "\n"))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("times.csv:2 is '")
        .hasMessageContaining("seconds");
  }

  @Test
  void whatIsWrongIsSaid() {
    assertThatThrownBy(() -> rounds("device,from,to\n5,1,2\n"))
        .hasMessageEndingWith("expected a device from 0 to 2, as the setting devices is 3");
    assertThatThrownBy(() -> rounds("device,from,to\n0,5,4\n"))
        .hasMessageEndingWith("expected a last round 'to' that is not before 'from'");
    assertThatThrownBy(() -> rounds("device,from,to\n0,5," + "4".repeat(500) + "\n"))
        .message()
        .hasSizeLessThan(300);
    assertThatThrownBy(() -> rounds("device,from,to\n0,1,5\n1,1,9\n0,5,7\n2,1,9\n"))
        .hasMessage(
            "times.csv:4 has device 0 at a time that line 2 has already; expected times of a device that do not overlap");
    assertThatThrownBy(() -> rounds("device,from,to\n0,1,5\n0,1,5\n1,1,9\n2,1,9\n"))
        .hasMessageStartingWith("times.csv:3 has device 0 at a time that line 2 has already");
    assertThatThrownBy(() -> rounds("device,from,to\n0,4,\n0,6,7\n1,1,9\n2,1,9\n"))
        .hasMessageStartingWith("times.csv:3 has device 0 at a time that line 2 has already");
    assertThatThrownBy(() -> rounds("device,from,to\n0,1,5\n2,1,9\n"))
        .hasMessageStartingWith("times.csv has no row of device 1; expected at least one for each");
    assertThatThrownBy(() -> rounds("# nothing\n\n"))
        .hasMessageStartingWith("times.csv is empty; expected the line device,from,to");
    assertThatThrownBy(() -> rounds("id,from,to\n0,1,5\n"))
        .hasMessage("times.csv:1 is 'id,from,to'; expected the header device,from,to");
  }
}
