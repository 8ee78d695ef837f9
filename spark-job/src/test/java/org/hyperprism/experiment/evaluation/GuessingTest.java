package org.hyperprism.experiment.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class GuessingTest {

  private static final int CLASSES = 10;
  private static final double EVEN = Math.log(CLASSES);

  @Test
  void aLossThatGrewWantsShorterSteps() {
    assertThat(notice(10, 0.098, 7.3))
        .contains(
            "dpsgd ends at 9.8 %, guessing among 10 classes, which has a loss of 2.30; its loss"
                + " grew to 7.30, and shorter steps may help, such as --set dpsgd.learningRate=0.03");
  }

  @Test
  void aLossThatDidNotMoveWantsLongerSteps() {
    assertThat(notice(10, 0.113, EVEN + 0.001))
        .hasValueSatisfying(
            line ->
                assertThat(line)
                    .endsWith(
                        "its loss has not moved from that, and longer steps or more rounds may"
                            + " help, such as --set dpsgd.learningRate=3"));
  }

  @Test
  void whatLearnsOrHasHardlyBegunIsLeftAlone() {
    assertThat(notice(10, 0.13, 7.3)).as("better than guessing").isEmpty();
    assertThat(notice(9, 0.1, 7.3)).as("a short run").isEmpty();
    assertThat(notice(10, 0.1, 2)).as("a loss that falls").isEmpty();
  }

  private static Optional<String> notice(int rounds, double accuracy, double loss) {
    return Guessing.notice("dpsgd", rounds, Evaluated.as(accuracy, loss), CLASSES, 0.3);
  }
}
