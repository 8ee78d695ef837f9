package org.hyperprism.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.hyperprism.testing.WithSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a column of weights means to a classifier. */
@WithSpark
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class WeightColumnTest {

  private final Dataset<Row> table;

  WeightColumnTest(SparkSession spark) {
    this.table = Flowers.table(spark);
  }

  /** Each device uses all of its rows in every step, so nothing is drawn. */
  private static HyperPrismClassifier wholeBatches() {
    return Flowers.classifier().setDeviceCol("device").setting("train.batchSize", 1000);
  }

  @Test
  void aRowOfWeightThreeIsTheRowThriceAndOneOfWeightZeroNone() {
    Dataset<Row> weighted = table.withColumn("weight", functions.expr("int(label) * 3"));
    Dataset<Row> copied =
        table
            .withColumn("copy", functions.expr("explode(sequence(1, int(label) * 3))"))
            .where("label > 0");
    HyperPrismClassificationModel byWeight = wholeBatches().setWeightCol("weight").fit(weighted);
    HyperPrismClassificationModel byCopies = wholeBatches().fit(copied);
    HyperPrismClassificationModel plain = wholeBatches().fit(table);

    for (int device = 0; device < 3; device++) {
      assertThat(byWeight.model(device)).containsExactly(byCopies.model(device), within(1e-5f));
      assertThat(byWeight.model(device)).isNotEqualTo(plain.model(device));
    }
    assertThat(byWeight.summary().partition().agg(functions.sum("samples")).first().getLong(0))
        .as("tests and tables count rows")
        .isEqualTo(120);
  }

  @Test
  void equalWeightsGiveTheBitsWithoutThem() {
    Dataset<Row> weighted = table.withColumn("weight", functions.lit(0.3));
    HyperPrismClassifier classifier = Flowers.classifier();
    HyperPrismClassificationModel plain = classifier.fit(weighted);

    HyperPrismClassificationModel equal = classifier.setWeightCol("weight").fit(weighted);

    for (int device = 0; device < 4; device++) {
      assertThat(equal.model(device)).isEqualTo(plain.model(device));
    }
  }

  @Test
  void weightsAreRefusedWhereTheyWouldNotCount() {
    Dataset<Row> weighted = table.withColumn("weight", functions.expr("label + 1"));
    HyperPrismClassifier classifier = Flowers.classifier().setWeightCol("weight");

    assertThat(classifier.setting("evaluate.centralised", true).fit(weighted).hasSummary())
        .isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> classifier.copy(ParamMap.empty()).setting("train.backend", "dl4j").fit(weighted))
        .withMessageContaining("computed by dl4j, for which all samples count alike");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> classifier.setting("model", "mlp").fit(weighted))
        .withMessageContaining("the centre of evaluate.centralised counts all alike");
  }
}
