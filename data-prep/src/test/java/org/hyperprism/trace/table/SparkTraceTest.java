package org.hyperprism.trace.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.hyperprism.failure.DataException;
import org.hyperprism.testing.WithSpark;
import org.hyperprism.trace.TraceInformation;
import org.hyperprism.trace.TraceLink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spark SQL reads our traces, and we read those that Spark writes. */
@WithSpark
class SparkTraceTest {

  private static final Configuration HADOOP = new Configuration();
  private static final ListedTrace TRACE = ListedTrace.random(9, 7, true, 5);
  private final SparkSession session;

  @TempDir Path folder;

  SparkTraceTest(SparkSession session) {
    this.session = session;
  }

  @Test
  void sparkReadsTheSameRowsAndTypes() {
    Dataset<Row> table = table();
    assertThat(table.schema().simpleString())
        .isEqualTo(
            "struct<round:int,src:int,dst:int,probes:int,delivery_ratio:float,mean_snr_db:float,"
                + "src_x:float,src_y:float,dst_x:float,dst_y:float>");
    List<Row> rows = table.collectAsList();
    assertThat(rows).hasSameSizeAs(TRACE.links());
    IntStream.range(0, rows.size())
        .forEach(
            i -> {
              Row row = rows.get(i);
              TraceLink link = TRACE.links().get(i);
              TraceLink.Reception reception = link.reception().orElseThrow();
              assertThat(List.of(row.getInt(0), row.getInt(1), row.getInt(2), row.getInt(3)))
                  .containsExactly(
                      link.round(),
                      link.source(),
                      link.destination(),
                      reception.probes().orElseThrow());
              assertThat((double) row.getFloat(4)).isEqualTo(reception.deliveryRatio());
              assertThat((double) row.getFloat(9))
                  .isEqualTo(link.placement().orElseThrow().destinationY());
            });
  }

  @Test
  void foldersOfSparkAreTraces() {
    String sorted = folder.resolve("sorted").toString();
    table().sort("round", "src", "dst").write().parquet(sorted);
    assertIsTrace(sorted);
    String csv = folder.resolve("csv").toString();
    table().repartition(3).write().option("header", true).csv(csv);
    assertIsTrace(csv);
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "csv"})
  void foldersNamedAfterRoundsAreTraces(String format) {
    String path = folder.resolve(format).toString();
    table()
        .repartition(2)
        .write()
        .partitionBy("round")
        .option("header", true)
        .format(format)
        .save(path);
    assertThat(Path.of(path, "round=7")).isDirectory();
    assertIsTrace(path);
  }

  @Test
  void wideTypesAndOtherOrdersAreRead() {
    String path = folder.resolve("wide").toString();
    Dataset<Row> table = table();
    for (String column : new String[] {"round", "src", "dst", "probes"}) {
      table = table.withColumn(column, table.col(column).cast(DataTypes.LongType));
    }
    table
        .withColumn("src_x", table.col("src_x").cast(DataTypes.DoubleType))
        .select(
            "dst_y",
            "dst_x",
            "src_y",
            "src_x",
            "mean_snr_db",
            "delivery_ratio",
            "probes",
            "dst",
            "src",
            "round")
        .withColumn("note", table.col("src").cast(DataTypes.StringType))
        .sort("round")
        .write()
        .parquet(path);
    assertIsTrace(path);
  }

  @Test
  void rowsOutOfOrderAreRefused() {
    String path = folder.resolve("unsorted").toString();
    table().coalesce(1).sort(functions.col("round").desc()).write().parquet(path);
    assertThatThrownBy(() -> TraceCheck.of(new TraceFile(path, HADOOP)))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll(".parquet, row ", "round is 6 after a row of round 7", "sort");
  }

  @Test
  void emptyCellsAndOtherTypesAreRefused() {
    String empty = folder.resolve("null").toString();
    table().selectExpr("round", "if(src = 3, null, src) as src", "dst").write().parquet(empty);
    assertThatThrownBy(() -> TraceCheck.of(new TraceFile(empty, HADOOP)))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll(".parquet, row ", "src is empty");
    String text = folder.resolve("text").toString();
    table().selectExpr("round", "cast(src as string) src", "dst").write().parquet(text);
    assertThatThrownBy(() -> new TraceFile(text, HADOOP).round(1))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("the column src has the type", "src (STRING)", "int32 or int64");
    String fractional = folder.resolve("fractional").toString();
    table().selectExpr("round", "src", "cast(dst as double) dst").write().parquet(fractional);
    assertThatThrownBy(() -> new TraceFile(fractional, HADOOP).round(1))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("the column dst has the type", "double", "int32 or int64");
  }

  private Dataset<Row> table() {
    String path = folder.resolve("trace.parquet").toString();
    if (!folder.resolve("trace.parquet").toFile().exists()) {
      TraceWriter.write(TRACE, path, HADOOP, false);
    }
    return session.read().parquet(path);
  }

  private static void assertIsTrace(String path) {
    TraceFile trace = new TraceFile(path, HADOOP);
    assertThat(TraceCheck.of(trace, 9))
        .returns(new TraceInformation(9, 7, Map.of()), TraceCheck::information)
        .returns((long) TRACE.links().size(), TraceCheck::links);
    for (int round = 1; round <= 7; round++) {
      assertThat(trace.round(round)).isEqualTo(TRACE.round(round));
    }
  }
}
