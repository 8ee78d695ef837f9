package org.hyperprism.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.hyperprism.testing.WithSpark;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every public stage of Spark ML makes of rows and columns that are no samples. */
@WithSpark
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class StageInputContractTest {

  private final Dataset<Row> table;
  private final PublicStages stages;

  StageInputContractTest(SparkSession spark) {
    this.stages = PublicStages.of(spark);
    this.table = stages.table();
  }

  List<Estimator<?>> estimators() {
    return stages.estimators();
  }

  List<Transformer> transformers() {
    return stages.transformers();
  }

  @ParameterizedTest
  @MethodSource("estimators")
  void aFitOfRowsThatAreNoSamplesSaysSo(Estimator<?> estimator) {
    refused(estimator, table.limit(0), "has no rows");
    refused(estimator, table.where("label = 1"), "only the label 1.0");
    refused(
        estimator,
        table.withColumn("label", functions.expr("if(label = 2, null, label)")),
        "40 of 120 rows have a null, NaN or infinity");
    refused(
        estimator,
        table.withColumn("label", functions.expr("if(label = 2, double('NaN'), label)")),
        "40 of 120 rows have a null, NaN or infinity");
    refused(
        estimator,
        table.withColumn("features", functions.expr("if(label = 2, null, features)")),
        "40 of 120 rows have a null, NaN or infinity");
    refused(estimator, table.withColumn("label", functions.expr("label + 0.5")), "whole numbers");
    refused(estimator, table.withColumn("label", functions.expr("-label")), "whole numbers");
    refused(
        estimator,
        table.withColumn("label", functions.expr("if(label = 2, 2e9, label)")),
        "let a StringIndexer number the classes");
  }

  @ParameterizedTest
  @MethodSource("estimators")
  void aFitOfColumnsThatAreNoneOrOfAnotherTypeSaysSo(Estimator<?> estimator) {
    Dataset<Row> words = table.withColumn("words", functions.lit("one"));
    for (String column : List.of("deviceCol", "weightCol")) {
      refused(
          with(estimator, column, "words"), words, column + " is words, a column of type string");
      refused(with(estimator, column, "held_out"), words, "expected one of numbers");
    }
    String test = "validationIndicatorCol";
    refused(with(estimator, test, "words"), words, "expected one of true and false");
    refused(with(estimator, test, "device"), words, test + " is device, a column of type int");
    for (String column : List.of("deviceCol", "weightCol", test)) {
      refused(
          with(estimator, column, "nowhere"),
          table,
          "param " + column + " is nowhere, expected a column, one of features, label, ");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(estimator, "labelCol", "words").fit(words))
        .withMessageContaining("words");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(estimator, "featuresCol", "device").fit(table))
        .withMessageContaining("device");
  }

  @ParameterizedTest
  @MethodSource("estimators")
  void aFitOfRowsThatDoNotSayWhereTheyBelongSaysSo(Estimator<?> estimator) {
    Estimator<?> placed = with(estimator, "deviceCol", "device");
    for (String nowhere : List.of("null", "-1", "0.5", "double('NaN')", "3e9")) {
      refused(
          placed,
          table.withColumn("device", functions.expr("if(label = 2, %s, 0)".formatted(nowhere))),
          "40 of 120 rows have a null, NaN or infinity in features or label, or no device from 0 in"
              + " device");
    }
    refused(
        with(estimator, "validationIndicatorCol", "held_out"),
        table.withColumn("held_out", functions.expr("if(label = 2, null, held_out)")),
        "40 rows have a null in held_out");
    refused(
        with(estimator, "validationIndicatorCol", "held_out"),
        table.where("not held_out"),
        "the DataFrame of test samples has no rows");
    refused(
        with(estimator, "validationIndicatorCol", "held_out"),
        table.where("held_out"),
        "the DataFrame of training samples has no rows");
  }

  @ParameterizedTest
  @MethodSource("estimators")
  void aFitOfRowsWithoutSoundWeightsSaysSo(Estimator<?> estimator) {
    Estimator<?> weighted = with(estimator, "weightCol", "weight");
    for (String weight : List.of("null", "-0.5", "double('NaN')", "double('Infinity')", "1e39")) {
      refused(
          weighted,
          table.withColumn("weight", functions.expr("if(label = 2, %s, 1)".formatted(weight))),
          "40 of 120 rows have a weight in weight that is null, NaN, infinite or negative; expected"
              + " finite numbers >= 0");
    }
    refused(
        with(weighted, "deviceCol", "device"),
        table.withColumn("weight", functions.expr("if(device = 1, 0, 1)")),
        "device 1 has 39 training samples, all with the weight 0");
  }

  @ParameterizedTest
  @MethodSource("transformers")
  void noRowsAndRowsOfOneClassAreTransformed(Transformer transformer) {
    Dataset<Row> none = transformer.transform(table.limit(0));
    assertThat(none.collectAsList()).isEmpty();
    assertThat(none.schema()).isEqualTo(transformer.transform(table).schema());
    assertThat(transformer.transform(table.where("label = 1")).collectAsList())
        .hasSize(40)
        .isEqualTo(transformer.transform(table).where("label = 1").collectAsList());
  }

  @ParameterizedTest
  @MethodSource("transformers")
  void whatIsNoSampleIsNotTransformed(Transformer transformer) {
    Dataset<Row> nulls =
        table.withColumn("features", functions.expr("if(label = 2, null, features)"));
    notTransformed(transformer, nulls, "the features of a row are null, expected a vector of 4");
    notTransformed(
        transformer, vectors(Vectors.dense(0, Double.NaN, 0, 0)), "feature 1 of a row is NaN");
    notTransformed(
        transformer, vectors(Vectors.dense(0, 0, 1e39, 0)), "feature 2 of a row is 1.0E39");
    notTransformed(
        transformer,
        vectors(Vectors.dense(1, 2)),
        "a row has 2 features, expected 4, as the model");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> transformer.transform(table.drop("features")))
        .withMessageContaining("features");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> transformer.transform(table.withColumn("features", functions.lit("text"))))
        .withMessageContaining("features");
  }

  private Dataset<Row> vectors(Vector features) {
    return table
        .sparkSession()
        .createDataFrame(
            List.of(RowFactory.create(features)),
            new StructType().add("features", SQLDataTypes.VectorType()));
  }

  /** Executors find it: so it is the cause of Spark's own failure. */
  private static void notTransformed(Transformer transformer, Dataset<Row> rows, String message) {
    assertThatThrownBy(() -> transformer.transform(rows).collectAsList())
        .hasRootCauseInstanceOf(IllegalArgumentException.class)
        .rootCause()
        .hasMessageContaining(message);
  }

  private static Estimator<?> with(Estimator<?> estimator, String param, String value) {
    Param<String> named = PublicStages.param(estimator, param);
    return estimator.copy(ParamMap.empty().put(named, value));
  }

  private static void refused(Estimator<?> estimator, Dataset<Row> rows, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> estimator.fit(rows))
        .withMessageStartingWith(estimator.uid() + ": ")
        .withMessageContaining(message);
  }
}
