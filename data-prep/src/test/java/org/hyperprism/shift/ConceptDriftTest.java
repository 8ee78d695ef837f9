package org.hyperprism.shift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.hyperprism.dataset.FeatureShape;
import org.hyperprism.dataset.Samples;
import org.hyperprism.random.RandomStreams;
import org.junit.jupiter.api.Test;

/** What samples become over the rounds. */
class ConceptDriftTest {

  private static final FeatureShape SHAPE = new FeatureShape(1, 2, 2);

  private static ConceptDrift drift(int moved, double rotation, Integer... rounds) {
    return new ConceptDrift(
        new ConceptDriftSettings(List.of(rounds), moved, rotation), SHAPE, 5, new RandomStreams(3));
  }

  private static Samples samples() {
    byte[] features = new byte[20];
    for (int i = 0; i < features.length; i++) {
      features[i] = (byte) (10 * i);
    }
    return Samples.ofBytes(SHAPE, 5, features, new int[] {0, 1, 2, 3, 4});
  }

  @Test
  void conceptsBeginInTheirRounds() {
    ConceptDrift drift = drift(2, 0, 9, 4);
    assertThat(IntStream.of(1, 3, 4, 8, 9, 100).map(drift::concept))
        .containsExactly(0, 0, 1, 1, 2, 2);
    assertThat(drift.concepts()).isEqualTo(3);
    assertThat(IntStream.range(0, 3).map(drift::begin)).containsExactly(1, 4, 9);
    assertThat(drift.in(0, samples()).labels()).containsExactly(0, 1, 2, 3, 4);
    assertThat(ConceptDrift.NONE.concept(1000)).isZero();
  }

  @Test
  void asManyClassesMoveAsAreAskedForAndNoneIsLost() {
    for (int moved = 2; moved <= 5; moved++) {
      int[] labels = drift(moved, 0, 4).in(1, samples()).labels();
      assertThat(labels).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
      assertThat(IntStream.range(0, 5).filter(i -> labels[i] != i).count()).isEqualTo(moved);
    }
  }

  @Test
  void changesFollowEachOther() {
    ConceptDrift drift = drift(3, 0, 4, 9);
    int[] first = drift.in(1, samples()).labels();
    int[] second = drift.in(2, samples()).labels();
    long moved = IntStream.range(0, 5).filter(i -> first[i] != second[i]).count();
    assertThat(moved).as("by the second change").isEqualTo(3);
  }

  @Test
  void countsMoveWithTheirLabels() {
    ConceptDrift drift = drift(5, 0, 2);
    int[] labels = drift.in(1, samples()).labels();
    int[] counts = drift.countsIn(1, new int[] {7, 11, 13, 17, 19});
    int[] expected = {7, 11, 13, 17, 19};
    for (int label = 0; label < 5; label++) {
      assertThat(counts[labels[label]]).isEqualTo(expected[label]);
    }
    assertThat(drift.countsIn(0, expected)).isSameAs(expected);
  }

  @Test
  void imagesTurnFurtherAtEachChange() {
    ConceptDrift drift = drift(0, 90, 2, 3);
    float[] seen = new float[4];
    drift.in(1, samples()).copyFeatures(0, seen, 0);
    assertThat(seen)
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(10 / 255f, 30 / 255f, 0, 20 / 255f);
    drift.in(2, samples()).copyFeatures(0, seen, 0);
    assertThat(seen)
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(30 / 255f, 20 / 255f, 10 / 255f, 0);
    assertThat(drift.in(2, samples()).labels()).containsExactly(0, 1, 2, 3, 4);
    Samples chosen = drift.in(1, samples()).select(new int[] {4, 0});
    chosen.copyFeatures(1, seen, 0);
    assertThat(seen)
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(10 / 255f, 30 / 255f, 0, 20 / 255f);
  }

  @Test
  void settingsThatChangeNothingAreRefused() {
    assertThat(new ConceptDriftSettings(List.of(3, 3), 1, 0).violations())
        .containsOnlyKeys("rounds", "classes");
    assertThat(new ConceptDriftSettings(List.of(3), 0, 0).violations().get("rounds"))
        .isEqualTo(
            "is [3], but drift.classes and drift.rotation are 0 and nothing changes; expected one of them, or drift.rounds = []");
    assertThat(new ConceptDriftSettings(List.of(3), 0, 5).violations()).isEmpty();
  }
}
