package org.hyperprism.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.hyperprism.dataset.Samples;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.failure.DataException;
import org.hyperprism.testing.WithSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Samples and links that a caller hands over as DataFrames. */
@WithSpark
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class GivenFramesTest {

  private final SparkSession spark;

  GivenFramesTest(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void samplesAsADataFrameGiveTheBitsOfTheSameSamplesByName() {
    org.hyperprism.dataset.Dataset sample = SmallJobs.sample();
    Dataset<Row> train = SmallJobs.frame(spark, sample.train(), new int[0]);
    Dataset<Row> test = SmallJobs.frame(spark, sample.test(), new int[0]);
    List<String> byName = SmallJobs.checksums(SmallJobs.job(spark).run().summary());

    RunResult result = SmallJobs.job(spark).samples(train.repartition(1), test).run();

    assertThat(SmallJobs.checksums(result.summary())).isEqualTo(byName);
    Dataset<Row> arrays =
        train.withColumn(
            "features",
            org.apache.spark.ml.functions.vector_to_array(train.col("features"), "float32"));
    assertThat(SmallJobs.checksums(SmallJobs.job(spark).samples(arrays, test).run().summary()))
        .isEqualTo(byName);
    assertThat(
            SmallJobs.checksums(
                SmallJobs.job(spark).samples(train, test).imageShape(1, 28, 28).run().summary()))
        .isEqualTo(byName);
  }

  @Test
  void aColumnOfDevicesIsThePartition() {
    org.hyperprism.dataset.Dataset sample = SmallJobs.sample();
    int[] deviceOf = new int[sample.train().count()];
    Arrays.setAll(deviceOf, i -> sample.train().label(i) / 2);
    RunResult result =
        SmallJobs.job(spark)
            .samples(
                SmallJobs.frame(spark, sample.train(), deviceOf),
                SmallJobs.frame(spark, sample.test(), new int[0]))
            .run();
    assertThat(result.configuration()).contains("devices = 5\n");
    for (Row row : result.partition().collectAsList()) {
      assertThat(row.<Long>getAs("classes_present")).isEqualTo(2);
      assertThat(row.<Long>getAs("class_" + 2 * row.getLong(0))).isPositive();
    }

    // Without test samples every sixth row of a class is one, and no device holds it.
    RunResult split =
        SmallJobs.job(spark).samples(SmallJobs.frame(spark, sample.train(), deviceOf)).run();
    long kept = split.partition().agg(functions.sum("samples")).first().getLong(0);
    Samples train = sample.train();
    long expected = 0;
    for (int label = 0; label < 10; label++) {
      int wanted = label;
      long of = Arrays.stream(train.labels()).filter(each -> each == wanted).count();
      expected += of - of / 6;
    }
    assertThat(kept).isEqualTo(expected);
  }

  @Test
  void linksAsADataFrameGiveTheBitsOfTheSameLinksByName() {
    RunResult byName = SmallJobs.job(spark).set("links.density", 0.4).run();
    Dataset<Row> links = byName.links();
    assertThat(links.columns()).containsExactly("round", "src", "dst");

    RunResult given = SmallJobs.job(spark).links(links.orderBy(functions.rand(3))).run();

    assertThat(SmallJobs.checksums(given.summary()))
        .isEqualTo(SmallJobs.checksums(byName.summary()));
    assertThat(given.links().collectAsList()).isEqualTo(links.collectAsList());

    assertThatThrownBy(() -> SmallJobs.job(spark).set("rounds", 7).links(links).run())
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("the DataFrame of links ends after round 6, and the run has 7");
    assertThatThrownBy(() -> SmallJobs.job(spark).set("devices", 3).links(links).run())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("the DataFrame of links, row ");
    assertThatThrownBy(() -> SmallJobs.job(spark).links(links.drop("dst")).run())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("lacks dst");
    assertThatThrownBy(
            () -> SmallJobs.job(spark).links(links.withColumn("weight", functions.lit(1))).run())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("links.weights");
    Dataset<Row> words = links.withColumn("dst", functions.lit("two"));
    assertThatThrownBy(() -> SmallJobs.job(spark).links(words).run())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("the column dst has the type string; expected a number");
    Dataset<Row> noted = links.withColumn("a.note`s", functions.lit("kept by hand"));
    assertThat(SmallJobs.job(spark).set("rounds", 1).links(noted).run().links().count())
        .isPositive();
    assertThatThrownBy(() -> SmallJobs.job(spark).links(links).out("never").run())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("out(\"never\")");
  }

  @Test
  void whatIsNoSampleIsRefusedWithTheCountOfRows() {
    assertThatThrownBy(() -> SmallJobs.job(spark).samples(rows()).run())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("has no rows");
    assertThatThrownBy(
            () ->
                SmallJobs.job(spark)
                    .samples(
                        rows(
                            row(0, 0, 1, 2),
                            row(1, 0, 1, Double.NaN),
                            RowFactory.create(null, 1.0, 0),
                            RowFactory.create(Vectors.dense(1, 2), null, 0)))
                    .run())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("3 of 4 rows have a null, NaN or infinity in features or label");
    assertThatThrownBy(
            () -> SmallJobs.job(spark).samples(rows(row(0, 0, 1, 2), row(1, 0, 1, 2, 3))).run())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("rows of 2 and of 3 features");
    assertThatThrownBy(
            () -> SmallJobs.job(spark).samples(rows(row(4, 0, 1, 2), row(4, 0, 1, 3))).run())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("only the label 4.0");
    assertThatThrownBy(() -> SmallJobs.job(spark).samples(rows(row(0, 0, 1), row(1, 1, 1))).run())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("has 2 rows and no class with 6 of them");
    assertThatThrownBy(() -> SmallJobs.job(spark).samples(rows(row(0, 0, 1)).drop("label")).run())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("has no column label; it has features, device");
    assertThatThrownBy(
            () ->
                SmallJobs.job(spark)
                    .samples(rows(row(0, 0, 1)).withColumn("features", functions.lit("text")))
                    .run())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("the column features has the type string; expected a vector");
  }

  @Test
  void noDeviceOfTheColumnIsLostToTheTest() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      rows.add(row(0, i < 5 ? 0 : 2, i));
    }
    rows.add(row(1, 1, 7));

    assertThatThrownBy(() -> SmallJobs.job(spark).samples(rows(rows)).run())
        .as("the only row of device 2 is the sixth of its class")
        .isInstanceOf(DataException.class)
        .hasMessageContaining("names 3 devices, but device 2 has no training samples")
        .hasMessageContaining("give test samples of your own");
    HyperPrismJob tested = SmallJobs.job(spark).samples(rows(rows), rows(rows).drop("device"));
    assertThat(tested.configuration()).contains("devices = 3\n");
    assertThat(tested.set("methods", List.of("dpsgd")).set("rounds", 1).run().configuration())
        .isEqualTo(tested.configuration());

    rows.add(row(1, 2_000_000_000, 7));
    assertThatThrownBy(
            () -> SmallJobs.job(spark).samples(rows(rows), rows(rows).drop("device")).run())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("device 3 has no training samples");
  }

  private Dataset<Row> rows(Row... rows) {
    return rows(List.of(rows));
  }

  private Dataset<Row> rows(List<Row> rows) {
    return spark.createDataFrame(rows, SmallJobs.SAMPLES);
  }

  private static Row row(double label, int device, double... features) {
    return RowFactory.create(Vectors.dense(features), label, device);
  }
}
