package org.hyperprism.engine.rdd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import org.hyperprism.testing.WithSpark;
import org.junit.jupiter.api.Test;
import scala.Tuple2;

@WithSpark
class ShuffleMeterTest {

  private final JavaSparkContext spark;

  ShuffleMeterTest(JavaSparkContext spark) {
    this.spark = spark;
  }

  /** A round of forty exchanges and more is carried out by several jobs. */
  @Test
  void severalJobsOfARoundAreMeteredTogether() {
    ShuffleMeter meter = new ShuffleMeter(spark);
    try {
      meter.begin();
      shuffle();
      long one = meter.end(1);
      assertThat(one).isPositive();
      for (int time = 0; time < 5; time++) {
        meter.begin();
        shuffle();
        shuffle();
        shuffle();
        assertThat(meter.end(3)).isEqualTo(3 * one);
      }
      shuffle();
      meter.begin();
      shuffle();
      assertThat(meter.end(1)).as("the job before was not marked").isEqualTo(one);
    } finally {
      meter.close();
    }
  }

  private void shuffle() {
    assertThat(
            spark
                .parallelize(List.of(1, 2, 3, 4, 5, 6, 7, 8), 2)
                .mapToPair(number -> new Tuple2<>(number % 3, number))
                .groupByKey(2)
                .count())
        .isEqualTo(3);
  }

  @Test
  void aLossOfBlocksIsKnownByItsClassOrWhereThatIsLostByItsWords() {
    assertThat(LostBlocks.areTheCauseOf(new IllegalStateException(new SparkException("x", null))))
        .isFalse();
    assertThat(
            LostBlocks.areTheCauseOf(
                new IllegalStateException(
                    new SparkException(
                        "_LEGACY_ERROR_TEMP_3007",
                        scala.collection.immutable.Map$.MODULE$
                            .<String, String>empty()
                            .$plus(new Tuple2<>("rddBlockId", "rdd_3_1")),
                        null))))
        .isTrue();
    assertThat(
            LostBlocks.areTheCauseOf(
                new SparkException("a task failed: Checkpoint block rdd_3_1 not found", null)))
        .isTrue();
  }
}
