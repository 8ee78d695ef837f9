package org.hyperprism.dataset.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.SparkSession;
import org.hyperprism.dataset.Samples;
import org.hyperprism.testing.WithSpark;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arrays of any numbers are features, rounded once to float32. */
@WithSpark
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class FeatureCellTest {

  private final SparkSession spark;

  FeatureCellTest(SparkSession spark) {
    this.spark = spark;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "array(16777217L, -3L)",
        "array(16777217, -3)",
        "array(16777217D, -3D)",
        "array(16777216F, -3F)",
        "array(16777217BD, -3BD)",
        "transform(sequence(1, 2), i -> if(i = 1, 16777217L, -3L))"
      })
  void anArrayOfNumbers(String array) {
    FrameReader reader =
        new FrameReader(
            new FrameColumns(
                "features", "label", Optional.empty(), Optional.empty(), Optional.empty()),
            FrameReader.Classes.AS_THEY_COME,
            Optional.empty());

    Samples samples =
        reader
            .read(spark.range(4).selectExpr("id % 2 AS label", array + " AS features"))
            .samples()
            .train();

    float[] features = new float[2];
    for (int sample = 0; sample < 4; sample++) {
      samples.copyFeatures(sample, features, 0);
      assertThat(features).containsExactly(16777216f, -3f);
    }
  }
}
