package org.hyperprism.compression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
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
