package org.hyperprism.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.hyperprism.data.Batch;
import org.hyperprism.model.ParameterLayout.Range;
import org.junit.jupiter.api.Test;

class ParameterLayoutTest {

  private static final Range FRONT = new Range(ModelPart.REPRESENTATION, 0, 3);

  @Test
  void rangesFollowOneAnotherToTheEnd() {
    ParameterLayout layout =
        new ParameterLayout(5, List.of(FRONT, new Range(ModelPart.DECISION, 3, 5)));
    assertThat(layout.ranges()).extracting(Range::length).containsExactly(3, 2);
  }

  @Test
  void theDecisionPartCanBeTheLastLayerThatIsTrained() {
    Range first = new Range(ModelPart.REPRESENTATION, 0, 2);
    Range second = new Range(ModelPart.DECISION, 2, 3);
    Range third = new Range(ModelPart.DECISION, 3, 5);
    Range statistics = new Range(ModelPart.STATISTICS, 5, 6);
    ParameterLayout layout =
        new ParameterLayout(
            6,
            List.of(first, new Range(ModelPart.DECISION, 2, 5), statistics),
            List.of(first, second, third, statistics));
    ParameterLayout narrowed = layout.withDecisionInLastLayer();
    assertThat(narrowed.ranges())
        .containsExactly(new Range(ModelPart.REPRESENTATION, 0, 3), third, statistics);
    assertThat(narrowed.layers())
        .containsExactly(first, new Range(ModelPart.REPRESENTATION, 2, 3), third, statistics);
  }

  @Test
  void modelsSayTheirLayers() {
    ParameterLayout lenet = ModelZoo.definition("lenet", 1, 28, 28, 10).layout();
    assertThat(lenet.layers()).extracting(Range::length).containsExactly(520, 25050, 400500, 5010);
  }

  @Test
  void gapsOverlapsAndMissingEndsAreRefused() {
    Range after = new Range(ModelPart.DECISION, 4, 5);
    Range over = new Range(ModelPart.DECISION, 2, 5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ParameterLayout(5, List.of(FRONT, after)))
        .withMessageContaining("after 3 comes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ParameterLayout(5, List.of(FRONT, over)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ParameterLayout(5, List.of(FRONT)))
        .withMessageContaining("end at 3, but there are 5");
    assertThatIllegalArgumentException().isThrownBy(() -> new Range(ModelPart.DECISION, 2, 2));
  }

  @Test
  void batchesAndEvaluationsKeepToTheirRanges() {
    Batch batch = new Batch(4, 2);
    batch.resize(4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> batch.resize(5))
        .withMessageContaining("0 to 4");
    assertThat(batch.size()).isEqualTo(4);
    Evaluation both = new Evaluation(4, 1, 2.0).plus(new Evaluation(4, 3, 6.0));
    assertThat(both.accuracy()).isEqualTo(0.5);
    assertThat(both.meanLoss()).isEqualTo(1.0);
    assertThatIllegalArgumentException().isThrownBy(() -> new Evaluation(2, 3, 0));
  }
}
