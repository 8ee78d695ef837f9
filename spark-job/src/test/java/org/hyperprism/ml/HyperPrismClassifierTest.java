package org.hyperprism.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.ml.classification.ProbabilisticClassificationModel;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.hyperprism.api.HyperPrismJob;
import org.hyperprism.api.RunResult;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.testing.WithSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The classifier among Spark's own stages. */
@WithSpark
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class HyperPrismClassifierTest {

  private final SparkSession spark;
  private final Dataset<Row> table;

  HyperPrismClassifierTest(SparkSession spark) {
    this.spark = spark;
    this.table = Flowers.table(spark);
  }

  @Test
  void aFitGivesTheBitsOfTheJob() {
    HyperPrismClassificationModel model =
        Flowers.classifier().setValidationIndicatorCol("held_out").fit(table);
    RunResult job =
        HyperPrismJob.on(spark)
            .set("methods", "[dpsgd]")
            .set("devices", 4)
            .set("rounds", 25)
            .set("evaluate.every", 5)
            .set("partition.kind", "iid")
            .set("train.batchSize", 8)
            .set("train.learningRate", 1)
            .samples(table.where("not held_out").drop("device"), table.where("held_out"))
            .run();
    assertThat(model.summary().summary().methods().get(0).parametersCrc32())
        .isEqualTo(job.summary().methods().get(0).parametersCrc32());
    for (int device = 0; device < 4; device++) {
      assertThat(model.model(device)).isEqualTo(job.model(device));
    }
    assertThat(model.hasSummary()).isTrue();
    assertThat(model.summary().metrics().count()).isEqualTo(25);
    assertThat(model.configuration())
        .isEqualTo(job.configuration().replaceAll("(?m)^data\\..*\\R", ""));
  }

  @Test
  void eachKindOfPredictionIsWhatItSays() {
    HyperPrismClassificationModel model = Flowers.classifier().fit(table);
    List<List<Vector>> ofDevices = new ArrayList<>();
    for (int device = 0; device < model.devices(); device++) {
      Dataset<Row> said = model.setPredictBy("device").setPredictionDevice(device).transform(table);
      assertThat(Flowers.accuracy(said)).isGreaterThan(0.8);
      ofDevices.add(probabilities(said));
    }
    assertThat(ofDevices.get(0)).isNotEqualTo(ofDevices.get(1));
    List<Vector> mean = probabilities(model.setPredictBy("mean").transform(table));
    List<Vector> shares = probabilities(model.setPredictBy("majority").transform(table));
    for (int row = 0; row < 120; row++) {
      double sum = 0;
      int votes = 0;
      for (List<Vector> said : ofDevices) {
        sum += said.get(row).apply(1);
        votes += said.get(row).argmax() == 1 ? 1 : 0;
      }
      assertThat(mean.get(row).apply(1)).isCloseTo(sum / 4, within(1e-6));
      assertThat(shares.get(row).apply(1)).isEqualTo(votes / 4.0);
    }
    Dataset<Row> linear = model.setPredictBy("power-mean").transform(table);
    Dataset<Row> cubic = model.setPredictionExponent(3).transform(table);
    assertThat(Flowers.accuracy(linear)).isGreaterThan(0.8);
    assertThat(Flowers.accuracy(cubic)).isGreaterThan(0.8);
    assertThat(probabilities(linear)).isNotEqualTo(probabilities(cubic));
    Row first = cubic.first();
    assertThat(model.predict(first.getAs("features"))).isEqualTo(first.getAs("prediction"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.setPredictBy("device").setPredictionDevice(4).transform(table))
        .withMessageContaining("param predictionDevice is 4, expected 0 to 3");
  }

  private static List<Vector> probabilities(Dataset<Row> predicted) {
    return predicted.select("probability").collectAsList().stream()
        .map(row -> row.<Vector>getAs(0))
        .toList();
  }

  @Test
  void anotherNetworkAndMethodAndColumnsOfDevices() {
    HyperPrismClassificationModel model =
        new HyperPrismClassifier()
            .setting("model", "mlp")
            .setting("rounds", 10)
            .setting("hyperprism.p", 2)
            .setting("train.learningRate", 0.1)
            .setDeviceCol("device")
            .fit(table);
    assertThat(model.devices()).isEqualTo(3);
    assertThat(model.numClasses()).isEqualTo(3);
    assertThat(model.numFeatures()).isEqualTo(4);
    assertThat(model.configuration())
        .contains("hyperprism.p.representation = 2", "hyperprism.p.decision = 2");
    assertThat(Flowers.accuracy(model.transform(table))).isGreaterThan(0.6);
    for (Row row : model.summary().partition().collectAsList()) {
      assertThat(row.<Long>getAs("samples")).isBetween(39L, 42L);
    }
  }

  @Test
  void linksAsADataFrame() {
    StructType schema =
        new StructType()
            .add("round", DataTypes.IntegerType)
            .add("src", DataTypes.IntegerType)
            .add("dst", DataTypes.IntegerType);
    List<Row> pairs = new ArrayList<>();
    for (int round = 1; round <= 25; round++) {
      int other = 1 + round % 3;
      pairs.add(RowFactory.create(round, 0, other));
      pairs.add(RowFactory.create(round, other, 0));
    }
    Dataset<Row> links = spark.createDataFrame(pairs, schema);
    HyperPrismClassifier classifier =
        Flowers.classifier().setLinksDataFrame(links).copy(ParamMap.empty());
    assertThat(classifier.fit(table).summary().links().collectAsList())
        .hasSize(50)
        .hasSameElementsAs(pairs);
  }

  @Test
  void everySettingIsAParam() {
    HyperPrismClassifier classifier = new HyperPrismClassifier();
    for (String key : ExperimentConfiguration.schema().settings().keySet()) {
      if (!key.startsWith("data.")
          && !List.of("methods", "keepModels", "keepBestModels").contains(key)) {
        assertThat(classifier.hasParam(key)).as(key).isTrue();
        assertThat(classifier.isDefined(classifier.setting(key))).as(key).isTrue();
      }
    }
    assertThat(classifier.hasParam("keepModels")).isFalse();
    assertThat(classifier.explainParam(classifier.setting("rounds")))
        .isEqualTo(
            "rounds: Rounds of local training and exchange, for each method. Legal: a whole number"
                + " >= 1 (default: 100)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> classifier.setting("rounds", 0))
        .withMessage(classifier.uid() + ": param rounds is 0, expected a whole number >= 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> classifier.set(classifier.<Integer>setting("rounds"), 0))
        .withMessage(classifier.uid() + ": param rounds is 0, expected a whole number >= 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> classifier.setting("links.kind", "carrier-pigeon"))
        .withMessageContaining("param links.kind is carrier-pigeon, expected one of ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> classifier.setting("round", 3))
        .withMessageContaining("has no param round; did you mean rounds?");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Flowers.classifier().setting("evaluate.rounds", "[26]").fit(table))
        .withMessageContaining("evaluate.rounds holds 26, expected rounds from 1 to 25");
  }

  @Test
  void aGridIsSearchedInParallel() {
    HyperPrismClassifier classifier = Flowers.classifier().setting("rounds", 5);
    ParamMap[] grid =
        new ParamGridBuilder()
            .addGrid(classifier.<Double>setting("train.learningRate"), scala(List.of(0.00001, 1.0)))
            .build();
    CrossValidatorModel found =
        new CrossValidator()
            .setEstimator(classifier)
            .setEvaluator(new MulticlassClassificationEvaluator().setMetricName("accuracy"))
            .setEstimatorParamMaps(grid)
            .setNumFolds(2)
            .setParallelism(2)
            .setSeed(1)
            .fit(table);
    assertThat(found.avgMetrics()[1]).isGreaterThan(found.avgMetrics()[0]);
    HyperPrismClassificationModel best = (HyperPrismClassificationModel) found.bestModel();
    assertThat(best.configuration()).contains("train.learningRate = 1.0");
  }

  private static scala.collection.Iterable<Double> scala(List<Double> values) {
    return scala.collection.JavaConverters.iterableAsScalaIterable(values);
  }

  @Test
  void thresholdsHaveASay() {
    ProbabilisticClassificationModel<Vector, HyperPrismClassificationModel> model =
        Flowers.classifier().fit(table);
    model.setThresholds(new double[] {1e-30, 1, 1});
    assertThat(model.transform(table).where("prediction = 0").count()).isEqualTo(120);
  }
}
