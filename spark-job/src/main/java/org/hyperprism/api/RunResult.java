package org.hyperprism.api;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.hyperprism.engine.block.DeviceBlock;
import org.hyperprism.experiment.ExperimentResult;
import org.hyperprism.experiment.configuration.ConfigurationWriter;
import org.hyperprism.experiment.links.ScheduleTrace;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.partition.PartitionSummary;
import org.hyperprism.report.page.GraphFrame;
import org.hyperprism.results.ComparisonTable;
import org.hyperprism.results.Summary;
import org.hyperprism.spark.JavaBroadcast;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.trace.TraceLink;

/**
 * What a run gave, as DataFrames of the session it ran in: the tables of a run directory, with the
 * same columns and values (spark-job/docs/run-files.md explains them).
 *
 * <p>It prints as the table that compares the methods. Its models take memory until {@link #close}.
 */
public final class RunResult implements AutoCloseable {

  private final SparkSession spark;
  private final ExperimentResult result;

  /**
   * What an experiment gave.
   *
   * @param spark where its DataFrames live
   */
  public RunResult(SparkSession spark, ExperimentResult result) {
    this.spark = spark;
    this.result = result;
  }

  /** One row a round and method: {@code metrics.csv}. */
  public Dataset<Row> metrics() {
    return result.tables().metrics().dataFrame(spark);
  }

  /** Every device after the last round of each method: {@code devices.csv}. */
  public Dataset<Row> devices() {
    return result.tables().devices().dataFrame(spark);
  }

  /** Every class after the last round of each method: {@code classes.csv}. */
  public Dataset<Row> classes() {
    return result.tables().classes().dataFrame(spark);
  }

  /** Learned exponents by method, round, device and part; no rows where none are learned. */
  public Dataset<Row> exponents() {
    return result.tables().exponents().dataFrame(spark);
  }

  /**
   * Samples of each class on every device: {@code device, samples, classes_present, class_0...}.
   */
  public Dataset<Row> partition() {
    PartitionSummary partition = result.partition();
    StructType schema = columns(DataTypes.LongType, "device", "samples", "classes_present");
    for (int label = 0; label < partition.classes(); label++) {
      schema = schema.add(PartitionSummary.classColumn(label), DataTypes.LongType);
    }
    List<Row> rows = new ArrayList<>();
    for (int device = 0; device < partition.devices(); device++) {
      List<Object> row = new ArrayList<>();
      row.add((long) device);
      row.add((long) partition.samples(device));
      row.add((long) partition.classesPresent(device));
      for (int count : partition.counts()[device]) {
        row.add((long) count);
      }
      rows.add(RowFactory.create(row.toArray()));
    }
    return spark.createDataFrame(rows, schema);
  }

  /**
   * The links of all rounds, drawn by the executors when the rows are asked for: {@code round, src,
   * dst}, a row for each direction.
   */
  public Dataset<Row> links() {
    int rounds = result.configuration().rounds();
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    LinkSchedule schedule = result.inputs().communication().links();
    List<Integer> all = IntStream.rangeClosed(1, rounds).boxed().toList();
    JavaRDD<Row> rows = rows(context.parallelize(all), JavaBroadcast.of(context, schedule), rounds);
    return spark.createDataFrame(rows, columns(DataTypes.IntegerType, "round", "src", "dst"));
  }

  /** Static, so that Spark does not serialise {@code this} with the lambda. */
  private static JavaRDD<Row> rows(
      JavaRDD<Integer> all, JavaBroadcast<LinkSchedule> schedule, int rounds) {
    return all.flatMap(
        round -> {
          List<Row> links = new ArrayList<>();
          for (TraceLink link :
              new ScheduleTrace(schedule.value(), rounds, Map.of()).round(round)) {
            links.add(RowFactory.create(round, link.source(), link.destination()));
          }
          return links.iterator();
        });
  }

  /**
   * The graphs of the rounds as an element of HTML, for a notebook: a film to go through by buttons
   * or a slider, with the devices at their places where these are known. Of many rounds some are
   * shown, at even distances.
   *
   * @throws ConfigurationException if the links carry one way, or devices are too many to be drawn
   */
  public String linksHtml() {
    return GraphFrame.html(
        result.inputs().communication().links(), result.configuration().rounds());
  }

  /** What each method reached. */
  public Summary summary() {
    return result.summary();
  }

  /** The settings of the run, one {@code key = value} a line. */
  public String configuration() {
    return ConfigurationWriter.render(result.configuration());
  }

  /**
   * Mean accuracy of each method over the rounds, with a band of one standard deviation over
   * devices: a PNG file of 1000 by 620 pixels.
   *
   * @throws org.hyperprism.failure.EnvironmentException if this Java cannot draw letters
   */
  public byte[] curves() {
    return result.accuracyPicture();
  }

  /** The same picture as an element of HTML, for a notebook. */
  public String curvesHtml() {
    return "<img alt=\"mean accuracy over the rounds\" src=\"data:image/png;base64,%s\"/>"
        .formatted(Base64.getEncoder().encodeToString(curves()));
  }

  /**
   * The model that a device ended with, brought to the driver.
   *
   * @param method one of the run's
   * @param device from 0
   * @return float32[d], in the order that the architecture lays down
   * @throws ConfigurationException if the run has no such method or kept no models
   */
  public float[] model(String method, int device) {
    return result.models().of(method).model(device);
  }

  /**
   * The same of the only method.
   *
   * @throws ConfigurationException if the run has several
   */
  public float[] model(int device) {
    List<String> methods = result.configuration().methods();
    if (methods.size() > 1) {
      throw new ConfigurationException(
          "model(%d): the run has the methods %s; expected one of them before the device"
              .formatted(device, String.join(", ", methods)));
    }
    return model(methods.get(0), device);
  }

  /**
   * The models of all devices, which stay where they are: {@code method, device, model}, an array
   * of d numbers.
   *
   * @throws ConfigurationException if the run kept no models
   */
  public Dataset<Row> models() {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    JavaRDD<Row> rows = context.emptyRDD();
    for (String method : result.configuration().methods()) {
      rows =
          rows.union(
              result.models().of(method).blocks(context).flatMap(block -> models(method, block)));
    }
    StructType schema =
        new StructType()
            .add("method", DataTypes.StringType)
            .add("device", DataTypes.IntegerType)
            .add("model", DataTypes.createArrayType(DataTypes.FloatType, false));
    return spark.createDataFrame(rows, schema);
  }

  private static Iterator<Row> models(String method, DeviceBlock block) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < block.count(); i++) {
      rows.add(RowFactory.create(method, block.first() + i, block.model(i)));
    }
    return rows.iterator();
  }

  private static StructType columns(DataType type, String... names) {
    StructType schema = new StructType();
    for (String name : names) {
      schema = schema.add(name, type);
    }
    return schema;
  }

  /** Gives the memory of the models back; DataFrames of {@link #models} are then of no use. */
  @Override
  public void close() {
    result.models().close();
  }

  /** The methods side by side, as the command line prints them. */
  @Override
  public String toString() {
    return ComparisonTable.text(result.summary());
  }
}
