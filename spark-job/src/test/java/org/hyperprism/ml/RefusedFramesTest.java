package org.hyperprism.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.hyperprism.testing.WithSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rows that nobody could train on or predict, and what a classifier says of them. */
@WithSpark
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class RefusedFramesTest {

  private final Dataset<Row> table;

  RefusedFramesTest(SparkSession spark) {
    this.table = Flowers.table(spark);
  }

  @Test
  void aRowThatIsNeitherTrainedNorTestedOnIsRefused() {
    Dataset<Row> named =
        table.withColumn("held.out", functions.expr("if(label = 2, null, held_out)"));
    HyperPrismClassifier classifier =
        Flowers.classifier().setting("rounds", 1).setValidationIndicatorCol("held.out");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> classifier.fit(named))
        .withMessageContaining("40 rows have a null in held.out");
    Dataset<Row> allHeldOut =
        table.withColumn("held.out", functions.expr("device = 2 or held_out"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> classifier.copy(ParamMap.empty()).setDeviceCol("device").fit(allHeldOut))
        .withMessageContaining("names 3 devices, but device 2 has no training samples");
    assertThat(classifier.fit(named.where("label < 2")).numClasses()).isEqualTo(2);
  }

  @Test
  void whatIsNoFiniteFloat32IsNeverPredicted() {
    HyperPrismClassificationModel model = Flowers.classifier().setting("rounds", 1).fit(table);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.predict(Vectors.dense(0, 1e300, 0, 0)))
        .withMessageContaining(
            "feature 1 of a row is 1.0E300, expected a finite number of at most");

    LearnedModels learned = model.learned();
    float[] diverged = new float[model.model(0).length];
    Arrays.fill(diverged, Float.NaN);
    float[][] devices = {diverged, model.model(1)};
    HyperPrismClassificationModel both =
        new HyperPrismClassificationModel(
            "both",
            new LearnedModels(learned.settings(), learned.network(), learned.shape(), 3, devices));
    Vector votes = both.setPredictBy("majority").predictRaw(Vectors.dense(0, 1, 0, 0));
    assertThat(votes.toArray()).as("a vote, and none of the other").contains(1).doesNotContain(2);
    assertThat(votes.argmax())
        .isEqualTo(
            both.setPredictBy("device")
                .setPredictionDevice(1)
                .predictRaw(Vectors.dense(0, 1, 0, 0))
                .argmax());
  }
}
