package org.hyperprism.trace.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.failure.DataException;
import org.hyperprism.trace.TraceLink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From lines of contacts to rounds of links. */
class ContactTraceTest {

  @Test
  void aRoundIsUpIfTheContactCoversItsShare() throws IOException {
    ContactTrace trace =
        read(
            """
            # two people and a dog
            100 ann bob up
            106, ann, dog, up
            115\tbob\tann\tDOWN

            129 CONN ann bob up
            131 dog ann down
            131 ann bob down
            132 ann bob up
            140 dog bob up
            """,
            10,
            0.5);
    assertThat(trace.names()).containsExactly("ann", "bob", "dog");
    assertThat(trace.information().devices()).isEqualTo(3);
    // From 100 to 140 in rounds of ten seconds.
    assertThat(trace.information().rounds()).isEqualTo(4);
    assertThat(links(trace, 1)).containsExactly("0>1", "1>0");
    // ann and bob for exactly five seconds, ann and dog for all ten
    assertThat(links(trace, 2)).containsExactly("0>1", "0>2", "1>0", "2>0");
    assertThat(links(trace, 3)).containsExactly("0>2", "2>0");
    // two contacts add up: one second and eight, the second up until the last line
    assertThat(links(trace, 4)).containsExactly("0>1", "1>0");
    assertThat(trace.information().origin())
        .containsEntry("names", "ann,bob,dog")
        .containsEntry("share", "0.5");
  }

  @Test
  void numbersAreOrderedAsNumbers() throws IOException {
    assertThat(read("0 10 9 up\n5 10 9 down\n5 100 -1 up\n", 1, 1).names())
        .containsExactly("-1", "9", "10", "100");
    assertThat(read("0 10 9 up\n5 10 9 down\n5 n1 9 up\n", 1, 1).names())
        .containsExactly("10", "9", "n1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 a b down                | line 1: a and b go down without having come up
          1 a b up;2 b a up         | line 2: a and b are up since line 1 already
          1 a b up;2 a b down;3 b a down | line 3: a and b go down
          5 a b up;4 a b down       | line 2: the time 4 lies before that of the line above
          NaN a b up                | line 1: the time is NaN; expected a finite number
          noon a b up               | line 1: the time is 'noon'; expected seconds
          1 a a up                  | line 1: device a is in contact with itself
          1 a b                     | line 1: '1 a b' has 3 words
          1 a b up now              | line 1: '1 a b up now' has 5 words
          1,a,,up                   | line 1: '1,a,,up' has 4 words
          1 a b open                | line 1: 'open' is not a state; expected up or down
          # nothing                 | holds no contacts
          """)
  void badLines(String lines, String message) {
    assertThatThrownBy(() -> read(lines.replace(";", "\n"), 1, 0.5))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("people.txt", message);
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheTime() throws IOException {
    assertThat(read("\uFEFF0 a b up\n5 a b down\n", 1, 1).names()).containsExactly("a", "b");
  }

  @Test
  void contactsThatFillTheMemoryAreRefused() {
    StringBuilder lines = new StringBuilder();
    for (int pair = 0; pair < 20; pair++) {
      lines.append("0 a%d b%d up%n".formatted(pair, pair));
    }
    lines.append("250000 a0 b0 down\n");
    assertThatThrownBy(() -> read(lines.toString(), 1, 0.5))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll(
            "20 contacts that last 5000020 rounds",
            "expected at most 5000000",
            "make the rounds longer");
  }

  @Test
  void badOptions() {
    assertThatThrownBy(() -> read("1 a b up", 0, 0.5))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("--round-seconds is 0.0");
    assertThatThrownBy(() -> read("1 a b up", 1, 1.5))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("--share is 1.5");
    assertThatThrownBy(() -> read("1 a b up\n1400000000000 a b down", 1, 0.5))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("people.txt", "rounds", "check the unit");
  }

  /** Against a count of the whole seconds in which the pair is up. */
  @Property(tries = 100)
  void coverageIsTheNumberOfSecondsUp(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    int length = 3 + random.nextInt(8);
    boolean[] up = new boolean[6 * length];
    StringBuilder lines = new StringBuilder("0 0 1 up\n0 0 1 down\n");
    for (int second = 0; second < up.length; second++) {
      up[second] = random.nextBoolean();
      boolean before = second > 0 && up[second - 1];
      if (up[second] != before) {
        lines.append(second).append(up[second] ? " 0 1 up\n" : " 1 0 down\n");
      }
    }
    lines.append(up.length).append(up[up.length - 1] ? " 0 1 down\n" : " 0 1 up\n");
    ContactTrace trace = read(lines.toString(), length, 0.6);
    for (int round = 1; round <= 6; round++) {
      int covered = 0;
      for (int second = (round - 1) * length; second < round * length; second++) {
        covered += up[second] ? 1 : 0;
      }
      assertThat(trace.round(round)).hasSize(10 * covered >= 6 * length ? 2 : 0);
    }
  }

  private static ContactTrace read(String lines, double roundSeconds, double share)
      throws IOException {
    return ContactTrace.read(
        new BufferedReader(new StringReader(lines)), "people.txt", roundSeconds, share);
  }

  private static List<String> links(ContactTrace trace, int round) {
    List<String> links = new ArrayList<>();
    for (TraceLink link : trace.round(round)) {
      assertThat(link.round()).isEqualTo(round);
      links.add(link.source() + ">" + link.destination());
    }
    return links;
  }
}
