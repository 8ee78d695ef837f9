package org.hyperprism.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.ProbabilisticClassificationModel;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.feature.IndexToString;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.hyperprism.api.HyperPrismJob;
import org.hyperprism.api.RunResult;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.testing.WithSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The classifier among Spark's own stages. */
@WithSpark
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class HyperPrismClassifierTest {

  /** Written by the first version that could; it is never written again. */
  private static final String GOLDEN = "src/test/resources/golden/classification-model-1";

  @TempDir Path directory;
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

  @Test
  void aMajorityWithoutVotersHoldsAllClassesForEquallyProbable() {
    HyperPrismClassificationModel model = Flowers.classifier().setting("rounds", 1).fit(table);
    float[] diverged = new float[model.model(0).length];
    Arrays.fill(diverged, Float.NaN);
    HyperPrismClassificationModel none = of(model.learned(), diverged, diverged);

    List<Row> said =
        none.setPredictBy("majority")
            .transform(table)
            .select("rawPrediction", "probability", "prediction")
            .collectAsList();

    double third = 1.0 / 3;
    assertThat(said)
        .hasSize(120)
        .containsOnly(RowFactory.create(Vectors.zeros(3), Vectors.dense(third, third, third), 0.0));
    assertThat(none.setThresholds(new double[] {1, 1, 0.5}).predict(Vectors.zeros(4)))
        .as("thresholds choose among equal probabilities")
        .isEqualTo(2);
  }

  @Test
  void aStoredModelThatIsDamagedSaysWhere() throws Exception {
    HyperPrismClassificationModel model = Flowers.classifier().setting("rounds", 1).fit(table);
    String path = directory.resolve("model").toString();
    model.save(path);
    List<Row> rows = spark.read().parquet(path + "/models").orderBy("device").collectAsList();
    StructType schema = spark.read().parquet(path + "/models").schema();
    List<Float> shorter = rows.get(3).getList(1).stream().skip(1).map(Float.class::cast).toList();

    refused(path, schema, List.of(rows.get(0), rows.get(0)), "has device 0 twice");
    refused(
        path,
        schema,
        List.of(RowFactory.create(4, rows.get(3).get(1))),
        "has device 4, expected devices from 0 to 3");
    refused(
        path,
        schema,
        List.of(rows.get(0), rows.get(1), rows.get(2), RowFactory.create(3, shorter.toArray())),
        "has a model of 14 parameters for device 3, expected 15, as the network has");
  }

  private void refused(String path, StructType schema, List<Row> models, String message) {
    spark
        .createDataFrame(models, schema)
        .coalesce(1)
        .write()
        .mode("overwrite")
        .parquet(path + "/models");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HyperPrismClassificationModel.load(path))
        .withMessageStartingWith(path + "/models ")
        .withMessageContaining(message);
  }

  @Test
  void aPipelineWithNamesOfClassesIsSavedAndLoaded() throws Exception {
    StringIndexer indexer =
        new StringIndexer().setInputCol("kind").setOutputCol("number").setHandleInvalid("error");
    Pipeline pipeline =
        new Pipeline()
            .setStages(
                new PipelineStage[] {
                  indexer,
                  Flowers.classifier().setLabelCol("number").setPredictBy("majority"),
                  new IndexToString()
                      .setInputCol("prediction")
                      .setOutputCol("said")
                      .setLabels(indexer.fit(table).labelsArray()[0])
                });
    PipelineModel fitted = pipeline.fit(table);
    Dataset<Row> said = fitted.transform(table);
    assertThat(said.where("said = kind").count()).isGreaterThan(100);

    String path = directory.resolve("pipeline").toString();
    fitted.save(path);
    pipeline.save(path + "-unfitted");
    List<Row> again =
        PipelineModel.load(path).transform(table).select("said", "probability").collectAsList();
    assertThat(again).isEqualTo(said.select("said", "probability").collectAsList());
    assertThat(Pipeline.load(path + "-unfitted").fit(table).transform(table).select("said"))
        .extracting(Dataset::collectAsList)
        .isEqualTo(said.select("said").collectAsList());
    HyperPrismClassificationModel loaded =
        (HyperPrismClassificationModel) PipelineModel.load(path).stages()[1];
    assertThat(loaded.hasSummary()).isFalse();
    assertThatIllegalStateException().isThrownBy(loaded::summary);
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

  @Test
  void aModelOfTheFirstFormatIsReadForEver() {
    HyperPrismClassificationModel golden =
        HyperPrismClassificationModel.load(Path.of(GOLDEN).toString());
    assertThat(golden.devices()).isEqualTo(4);
    assertThat(golden.getPredictionCol()).isEqualTo("said");
    Dataset<Row> said =
        golden.setPredictionCol("prediction").setPredictBy("majority").transform(table);
    assertThat(Flowers.accuracy(said)).isGreaterThan(0.9);
  }

  /** Writes the golden file of a new format; run by hand, once. */
  static final class GoldenFile {

    private GoldenFile() {}

    public static void main(String[] arguments) throws Exception {
      SparkSession spark =
          SparkSession.builder().master("local[1]").config("spark.ui.enabled", false).getOrCreate();
      HyperPrismClassificationModel model = Flowers.classifier().fit(Flowers.table(spark));
      model.setPredictionCol("said");
      model.write().save(arguments[0]);
      spark.stop();
    }
  }
}
