package org.hyperprism.compression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.hyperprism.topology.Graph;
import org.junit.jupiter.api.Test;

/** What a message costs a receiver that has missed others. */
class LinkHistoryTest {

  private static final Graph PAIR = Graph.of(2, new int[] {0}, new int[] {1});
  private static final Graph ALONE = Graph.of(2, new int[] {}, new int[] {});

  private static LinkHistory history(int exchanges, LinkHistory.Losses losses) {
    return new LinkHistory(new MessageBytes(10, 35), exchanges, losses, 2);
  }

  @Test
  void whatWasMissedComesLaterOrTheWholeCopy() {
    MessageBytes bytes = new MessageBytes(10, 35);
    assertThat(bytes.after(0)).isEqualTo(10);
    assertThat(bytes.after(2)).isEqualTo(30);
    assertThat(bytes.after(3)).isEqualTo(35);
    assertThat(bytes.after(Long.MAX_VALUE - 1)).isEqualTo(35);
    assertThat(new MessageBytes(0, 0).after(5)).isZero();
    assertThat(new MessageBytes(10, 10).after(7)).isEqualTo(10);
  }

  @Test
  void aLinkThatWasDownCatchesUp() {
    LinkHistory history = history(1, LinkHistory.Losses.NONE);
    assertThat(history.add(PAIR, device -> false)).isDeepEqualTo(new long[][] {{10}, {10}});
    history.add(ALONE, device -> false);
    history.add(ALONE, device -> false);
    assertThat(history.next(PAIR, device -> false)).isDeepEqualTo(new long[][] {{30}, {30}});
    assertThat(history.add(PAIR, device -> false)).isDeepEqualTo(new long[][] {{30}, {30}});
    assertThat(history.add(PAIR, device -> false)).isDeepEqualTo(new long[][] {{10}, {10}});
    for (int round = 0; round < 9; round++) {
      history.add(ALONE, device -> false);
    }
    assertThat(history.add(PAIR, device -> false)).isDeepEqualTo(new long[][] {{35}, {35}});
  }

  /** Against a table of all pairs, over links that change, losses and pauses. */
  @Test
  void whatAllHaveMissedIsThatOfATableOfAllPairs() {
    int devices = 9;
    int exchanges = 2;
    Random random = new Random(4);
    LinkHistory.Losses losses =
        (exchange, receiver, lost, count) -> {
          Random drawn = new Random(31 * exchange + receiver);
          for (int n = 0; n < count; n++) {
            lost[n] = drawn.nextInt(5) == 0;
          }
        };
    MessageBytes bytes = new MessageBytes(10, 65);
    LinkHistory history = new LinkHistory(bytes, exchanges, losses, devices);
    long[] made = new long[devices];
    long[][] known = new long[devices][devices];
    int longest = 0;
    for (int round = 1; round <= 60; round++) {
      Graph graph = graph(random, devices);
      int late = random.nextInt(devices);
      long[][] found = history.add(graph, device -> device == late);
      boolean[] lost = new boolean[devices];
      long[][] expected = new long[devices][];
      for (int receiver = 0; receiver < devices; receiver++) {
        expected[receiver] = new long[graph.degree(receiver)];
        for (int exchange = 0; exchange < exchanges; exchange++) {
          losses.mark((long) round * exchanges + exchange, receiver, lost, graph.degree(receiver));
          for (int n = 0; n < graph.degree(receiver); n++) {
            int sender = graph.neighbour(receiver, n);
            if (sender != late && receiver != late) {
              long newest = made[sender] + exchange + 1;
              expected[receiver][n] += Math.min(65, 10 * (newest - known[receiver][sender]));
              longest = Math.max(longest, (int) (newest - known[receiver][sender]));
              known[receiver][sender] = lost[n] ? known[receiver][sender] : newest;
            }
          }
        }
      }
      assertThat(found).as("round %d", round).isDeepEqualTo(expected);
      for (int device = 0; device < devices; device++) {
        made[device] += device == late ? 0 : exchanges;
      }
    }
    // Copies were sent whole, and some long after they had been forgotten.
    assertThat(longest).isGreaterThan(20);
  }

  /** A link with a probability of one in eight. */
  private static Graph graph(Random random, int devices) {
    List<Integer> from = new ArrayList<>();
    List<Integer> to = new ArrayList<>();
    for (int one = 0; one < devices; one++) {
      for (int other = one + 1; other < devices; other++) {
        if (random.nextInt(8) == 0) {
          from.add(one);
          to.add(other);
        }
      }
    }
    return Graph.of(
        devices,
        from.stream().mapToInt(Integer::intValue).toArray(),
        to.stream().mapToInt(Integer::intValue).toArray());
  }

  /** Device 1 made nothing that could be missed. */
  @Test
  void whoPausesMakesNoMessages() {
    LinkHistory history = history(1, LinkHistory.Losses.NONE);
    history.add(ALONE, device -> device == 1);
    history.add(ALONE, device -> device == 1);
    assertThat(history.add(PAIR, device -> false)).isDeepEqualTo(new long[][] {{10}, {30}});
    assertThat(history.add(PAIR, device -> device == 1)).isDeepEqualTo(new long[][] {{0}, {0}});
    assertThat(history.add(PAIR, device -> false)).isDeepEqualTo(new long[][] {{10}, {20}});
  }

  /** The first of two exchanges of a round is lost on the way to device 0, and its bytes count. */
  @Test
  void aLostMessageIsSentAgainWithTheNext() {
    LinkHistory history =
        history(
            2,
            (exchange, receiver, lost, count) ->
                Arrays.fill(lost, 0, count, exchange == 2 && receiver == 0));
    assertThat(history.add(PAIR, device -> false))
        .isDeepEqualTo(new long[][] {{10 + 20}, {10 + 10}});
    assertThat(history.latest()).isEqualTo(1);
  }
}
