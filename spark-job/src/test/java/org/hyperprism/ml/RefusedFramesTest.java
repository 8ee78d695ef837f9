package org.hyperprism.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.hyperprism.testing.LoggedWarnings;
import org.hyperprism.testing.WithSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows that nobody could train on or predict, and models that cannot say anything. */
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
    HyperPrismClassificationModel both = of(learned, diverged, model.model(1));
    Vector votes = both.setPredictBy("majority").predictRaw(Vectors.dense(0, 1, 0, 0));
    assertThat(votes.toArray()).as("a vote, and none of the other").contains(1).doesNotContain(2);
    try (LoggedWarnings warnings = LoggedWarnings.of(HyperPrismClassificationModel.class)) {
      both.setPredictBy("mean").transform(table);
      both.setPredictBy("device").setPredictionDevice(1).transform(table);
      assertThat(warnings.messages())
          .singleElement()
          .asString()
          .contains("the model of device 0 has diverged", "it has no say in predictions");
    }
    assertThat(both.setPredictBy("mean").predictProbability(Vectors.dense(0, 1, 0, 0)))
        .isEqualTo(
            of(learned, model.model(1))
                .setPredictBy("device")
                .predictProbability(Vectors.dense(0, 1, 0, 0)));
    assertThat(votes.argmax())
        .isEqualTo(
            both.setPredictBy("device")
                .setPredictionDevice(1)
                .predictRaw(Vectors.dense(0, 1, 0, 0))
                .argmax());
  }

  private static HyperPrismClassificationModel of(LearnedModels learned, float[]... devices) {
    return new HyperPrismClassificationModel(
        "some",
        new LearnedModels(learned.settings(), learned.network(), learned.shape(), 3, devices));
  }

  @ParameterizedTest
  @CsvSource({
    "device, device 0 has diverged",
    "mean, 'device 0, 1 has diverged'",
    "majority, 'device 0, 1 has diverged'",
    "power-mean, 'device 0, 1 has diverged'"
  })
  void withoutVotersAllClassesAreEquallyProbableAndAWarningNamesTheDevices(
      String predictBy, String devices) {
    HyperPrismClassificationModel model = Flowers.classifier().setting("rounds", 1).fit(table);
    float[] diverged = new float[model.model(0).length];
    Arrays.fill(diverged, Float.NaN);
    HyperPrismClassificationModel none = of(model.learned(), diverged, diverged);

    List<Row> said;
    try (LoggedWarnings warnings = LoggedWarnings.of(HyperPrismClassificationModel.class)) {
      said =
          none.setPredictBy(predictBy)
              .transform(table)
              .select("rawPrediction", "probability", "prediction")
              .collectAsList();
      assertThat(warnings.messages())
          .singleElement()
          .asString()
          .contains("the model of " + devices, "nobody has a say", "train.learningRate");
    }

    double third = 1.0 / 3;
    assertThat(said)
        .hasSize(120)
        .containsOnly(RowFactory.create(Vectors.zeros(3), Vectors.dense(third, third, third), 0.0));
    assertThat(none.setThresholds(new double[] {1, 1, 0.5}).predict(Vectors.zeros(4)))
        .as("thresholds choose among equal probabilities")
        .isEqualTo(2);
  }
}
