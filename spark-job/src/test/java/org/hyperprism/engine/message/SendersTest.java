package org.hyperprism.engine.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SendersTest {

  /** Rows of the whole block of the devices 10 to 14. */
  private static final Message REFERRING =
      new Message(new int[] {11, 14}, 10, 2, new float[][] {new float[10]}, new float[0], 0, 0);

  /** Rows of the senders alone. */
  private static final Message ARRIVED =
      Message.arrived(new int[] {3, 7, 8}, 2, new float[][] {new float[6]}, new float[0]);

  @Test
  void everySenderIsFoundWithItsRow() {
    Senders senders = new Senders(List.of(REFERRING, ARRIVED));
    assertThat(senders.message(11)).isSameAs(REFERRING);
    assertThat(senders.row(11)).isEqualTo(1);
    assertThat(senders.message(14)).isSameAs(REFERRING);
    assertThat(senders.row(14)).isEqualTo(4);
    assertThat(senders.message(3)).isSameAs(ARRIVED);
    assertThat(senders.row(3)).isZero();
    assertThat(senders.message(8)).isSameAs(ARRIVED);
    assertThat(senders.row(8)).isEqualTo(2);
  }

  @Test
  void aNeighbourThatSentNothingIsNamed() {
    for (int missing : new int[] {2, 9, 15}) {
      assertThatThrownBy(() -> new Senders(List.of(REFERRING, ARRIVED)).message(missing))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("device " + missing + " ");
    }
    assertThatThrownBy(() -> new Senders(List.of()).message(0)).hasMessageContaining("device 0 ");
  }
}
