package org.hyperprism.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.IndexToString;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.hyperprism.testing.WithSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Models and pipelines that are saved and loaded, also damaged ones and those of old versions. */
@WithSpark
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class StoredModelsTest {

  /** Written by the first version that could; it is never written again. */
  private static final String GOLDEN = "src/test/resources/golden/classification-model-1";

  @TempDir Path directory;
  private final SparkSession spark;
  private final Dataset<Row> table;

  StoredModelsTest(SparkSession spark) {
    this.spark = spark;
    this.table = Flowers.table(spark);
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
