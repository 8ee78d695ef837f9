package org.hyperprism.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.mllib.evaluation.MulticlassMetrics;
import org.hyperprism.model.ClassCounts;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.testing.WithSpark;
import org.junit.jupiter.api.Test;
import scala.Tuple2;

/** Precision, recall and confusion matrix, beside those of Spark MLlib. */
@WithSpark
class ClassMetricsTest {

  private static final int CLASSES = 4;
  private static final int MODELS = 3;

  private final JavaSparkContext spark;

  ClassMetricsTest(JavaSparkContext spark) {
    this.spark = spark;
  }

  @Test
  void theyAreThoseOfMllib() {
    int[] labels = random(200, 1);
    int[][] first = {random(200, 2), random(200, 3), labels.clone()};
    ClassCounts counts = counts(labels, first);
    List<Tuple2<Object, Object>> pairs = new ArrayList<>();
    for (int[] model : first) {
      for (int i = 0; i < labels.length; i++) {
        pairs.add(new Tuple2<>((double) model[i], (double) labels[i]));
      }
    }
    MulticlassMetrics expected = new MulticlassMetrics(spark.parallelize(pairs, 2).rdd());

    assertThat(counts.accuracy()).isCloseTo(expected.accuracy(), within(1e-12));
    for (int label = 0; label < CLASSES; label++) {
      assertThat(counts.recall(label)).isCloseTo(expected.recall(label), within(1e-12));
      assertThat(counts.precision(label)).isCloseTo(expected.precision(label), within(1e-12));
      assertThat(counts.fMeasure(label)).isCloseTo(expected.fMeasure(label), within(1e-12));
      for (int other = 0; other < CLASSES; other++) {
        assertThat((double) counts.predicted()[label][other])
            .isEqualTo(expected.confusionMatrix().apply(label, other));
      }
    }
  }

  @Test
  void theDeviationIsOverModels() {
    int[] labels = random(200, 1);
    int[][] first = {random(200, 2), random(200, 3), labels.clone()};
    ClassCounts counts = counts(labels, first);
    for (int label = 0; label < CLASSES; label++) {
      double[] recalls = new double[MODELS];
      for (int model = 0; model < MODELS; model++) {
        recalls[model] = counts(labels, new int[][] {first[model]}).recall(label);
      }
      DeviceStatistics expected = DeviceStatistics.of(recalls);
      assertThat(counts.recall(label)).isCloseTo(expected.mean(), within(1e-12));
      assertThat(counts.recallDeviation(label))
          .isCloseTo(expected.standardDeviation(), within(1e-12));
    }
  }

  @Test
  void partsAddUpWhateverTheirOrder() {
    int[] labels = random(90, 4);
    int[][] first = {random(90, 5), random(90, 6), random(90, 7)};
    ClassCounts one = counts(labels, new int[][] {first[0]});
    ClassCounts two = counts(labels, new int[][] {first[1], first[2]});

    assertThat(one.plus(two)).usingRecursiveComparison().isEqualTo(counts(labels, first));
    assertThat(two.plus(one)).usingRecursiveComparison().isEqualTo(counts(labels, first));
    ClassCounts other = counts(random(90, 8), first);
    assertThatIllegalArgumentException().isThrownBy(() -> one.plus(other));
  }

  @Test
  void whatIsNoNumberIsAnEmptyCell() {
    ClassCounts counts = counts(new int[] {0, 0, 1}, new int[][] {{0, -1, 0}});
    ResultTable<ClassMetrics> table = new ResultTable<>(ClassMetrics.columns(CLASSES));
    for (int label = 0; label < CLASSES; label++) {
      table.add(new ClassMetrics("dpsgd", label, counts));
    }
    assertThat(table.lines())
        .containsExactly(
            "dpsgd,0,2,0.5,0,0.5,0.5,1,0,0,0",
            "dpsgd,1,1,0,0,,0,1,0,0,0",
            "dpsgd,2,0,,,,,0,0,0,0",
            "dpsgd,3,0,,,,,0,0,0,0");
  }

  private static ClassCounts counts(int[] labels, int[][] first) {
    ClassCounts.Tally tally = new ClassCounts.Tally(first.length, CLASSES);
    // In two parts, as an evaluation goes over its samples.
    int half = labels.length / 2;
    count(tally, Arrays.copyOf(labels, half), first, 0);
    count(tally, Arrays.copyOfRange(labels, half, labels.length), first, half);
    return tally.counts();
  }

  private static void count(ClassCounts.Tally tally, int[] labels, int[][] first, int from) {
    tally.begin(labels, labels.length);
    for (int model = 0; model < first.length; model++) {
      int[] part = Arrays.copyOfRange(first[model], from, from + labels.length);
      tally.add(model, labels, part, labels.length);
    }
  }

  private static int[] random(int count, long seed) {
    UniformRandomProvider random = new RandomStreams(seed).stream(Purpose.BATCH);
    int[] classes = new int[count];
    Arrays.setAll(classes, i -> random.nextInt(CLASSES));
    return classes;
  }
}
