package org.hyperprism.experiment.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NoticesTest {

  private static final double[][] ONE = {{1}};
  private static final double[][] A_BILLION = {{1e9}};

  private final Notices notices = new Notices("dpsgd", 0.3, 10, 10);

  @Test
  void misreadingIsSaidOnce() {
    assertThat(notices.ofMisreading(1, 0, "more bits help")).isEmpty();
    assertThat(notices.ofMisreading(2, 5, "more bits help"))
        .contains("dpsgd: 5 numbers of the messages of round 2 were misread: more bits help");
    assertThat(notices.ofMisreading(3, 5, "more bits help")).isEmpty();
  }

  @Test
  void oneExtremeIsEnough() {
    assertThat(notices.ofRound(1, ONE, Optional.empty())).isEmpty();
    assertThat(notices.ofRound(2, A_BILLION, Optional.of(Evaluated.as(0.5225, 10.994843819))))
        .singleElement()
        .asString()
        .startsWith("dpsgd.p reaches 1.0E9: ");
    assertThat(notices.ofRound(3, ONE, Optional.of(Evaluated.as(0.5225, 10.994843819)))).isEmpty();
  }

  @Test
  void weightsThatAreTooLargeAreSeenWhereThereIsAnEvaluation() {
    assertThat(notices.ofRound(1, ONE, Optional.of(Evaluated.as(0.5225, 10.994843819))))
        .singleElement()
        .asString()
        .startsWith("dpsgd has saturated in round 1: ");
  }

  @Test
  void guessingIsSaidAtTheEndAlone() {
    assertThat(notices.ofRound(9, ONE, Optional.of(Evaluated.as(0.1, 7.3)))).isEmpty();
    List<String> last = notices.ofRound(10, A_BILLION, Optional.of(Evaluated.as(0.1, 7.3)));
    assertThat(last).hasSize(2);
    assertThat(last.get(1)).startsWith("dpsgd ends at 10.0 %, guessing among 10 classes");
  }
}
