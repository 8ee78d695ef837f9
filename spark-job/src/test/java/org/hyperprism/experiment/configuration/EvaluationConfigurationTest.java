package org.hyperprism.experiment.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.hyperprism.results.EvaluatedOn;
import org.junit.jupiter.api.Test;

class EvaluationConfigurationTest {

  @Test
  void withoutAListEveryMultipleAndTheLastRoundAreDue() {
    assertThat(dueRounds(every(List.of()), 12)).containsExactly(5, 10, 12);
  }

  @Test
  void withAListOnlyItsRoundsAndTheLastAreDue() {
    assertThat(dueRounds(every(List.of(1, 7)), 12)).containsExactly(1, 7, 12);
  }

  private static EvaluationConfiguration every(List<Integer> rounds) {
    return new EvaluationConfiguration(
        rounds, 5, OptionalInt.empty(), EvaluatedOn.TEST, false, false);
  }

  private static List<Integer> dueRounds(EvaluationConfiguration evaluate, int lastRound) {
    return IntStream.rangeClosed(1, lastRound)
        .filter(round -> evaluate.isDue(round, lastRound))
        .boxed()
        .toList();
  }
}
