package org.hyperprism.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.hyperprism.api.HyperPrismJob;
import org.hyperprism.cli.options.StandardCache;
import org.hyperprism.dataset.Datasets;
import org.hyperprism.dataset.Samples;
import org.hyperprism.ml.HyperPrismClassifier;

/**
 * What the classifier of Spark ML costs beside the same run by name: D-PSGD in the paper's base
 * setting, on all of MNIST, as a DataFrame in memory. Both must give the same bits.
 *
 * <pre>java @conf/jvm.options -cp benchmarks/target/benchmarks.jar
 *   org.hyperprism.benchmarks.ClassifierCost [rounds=100] [times=8]</pre>
 */
public final class ClassifierCost {

  private static final StructType SCHEMA =
      new StructType()
          .add("features", SQLDataTypes.VectorType())
          .add("label", DataTypes.DoubleType)
          .add("held_out", DataTypes.BooleanType);

  private static final int ROWS_TOGETHER = 10_000;

  /** Pairs of a JVM that is still compiling; they are no part of the medians. */
  private static final int COLD = 4;

  private final SparkSession spark;
  private final int rounds;

  private ClassifierCost(SparkSession spark, int rounds) {
    this.spark = spark;
    this.rounds = rounds;
  }

  /** Seconds of a run and the CRC-32 of its parameters. */
  private record Run(double seconds, String crc32) {}

  public static void main(String[] arguments) {
    int rounds = 100;
    int times = 8;
    for (String argument : arguments) {
      String[] pair = argument.split("=", 2);
      switch (pair[0]) {
        case "rounds" -> rounds = Integer.parseInt(pair[1]);
        case "times" -> times = Integer.parseInt(pair[1]);
        default -> throw new IllegalArgumentException("no such option: " + argument);
      }
    }
    try (SparkSession spark =
        SparkSession.builder().master("local[*]").config("spark.ui.enabled", false).getOrCreate()) {
      new ClassifierCost(spark, rounds).compare(times);
    }
  }

  private void compare(int times) {
    Dataset<Row> table = table();
    double[] named = new double[times];
    double[] fitted = new double[times];
    for (int i = -COLD; i < times; i++) {
      Run run = byName();
      Run fit = byTable(table);
      if (!run.crc32.equals(fit.crc32)) {
        throw new IllegalStateException(
            "the run by name has the CRC-32 %s, the fit %s".formatted(run.crc32, fit.crc32));
      }
      if (i >= 0) {
        named[i] = run.seconds;
        fitted[i] = fit.seconds;
      }
      System.out.printf(
          Locale.ROOT,
          "%srun by name %.2f s, fit %.2f s, CRC-32 of both %s%n",
          i < 0 ? "cold: " : "",
          run.seconds,
          fit.seconds,
          run.crc32);
    }
    double run = MeasuredRound.median(named);
    double fit = MeasuredRound.median(fitted);
    System.out.printf(
        Locale.ROOT,
        "medians: run by name %.2f s, fit %.2f s, %+.1f %%%n",
        run,
        fit,
        100 * (fit / run - 1));
  }

  private Run byName() {
    long begin = System.nanoTime();
    HyperPrismJob job =
        HyperPrismJob.on(spark)
            .set("data.name", "mnist")
            .set("methods", List.of("dpsgd"))
            .set("rounds", rounds)
            .set("partition.kind", "dirichlet")
            .set("partition.alpha", 0.1)
            .set("links.kind", "density")
            .set("links.density", 0.5);
    String crc32 = job.run().summary().methods().get(0).parametersCrc32();
    return new Run((System.nanoTime() - begin) * 1e-9, crc32);
  }

  private Run byTable(Dataset<Row> table) {
    long begin = System.nanoTime();
    HyperPrismClassifier classifier =
        new HyperPrismClassifier()
            .setMethod("dpsgd")
            .setValidationIndicatorCol("held_out")
            .setting("rounds", rounds)
            .setting("partition.kind", "dirichlet")
            .setting("partition.alpha", 0.1)
            .setting("links.kind", "density")
            .setting("links.density", 0.5);
    String crc32 = classifier.fit(table).summary().summary().methods().get(0).parametersCrc32();
    return new Run((System.nanoTime() - begin) * 1e-9, crc32);
  }

  /** All images in their order, the test images last. */
  private Dataset<Row> table() {
    org.hyperprism.dataset.Dataset mnist =
        Datasets.load("mnist", Optional.empty(), StandardCache.directory());
    Dataset<Row> table = spark.createDataFrame(List.of(), SCHEMA);
    for (Samples samples : List.of(mnist.train(), mnist.test())) {
      for (int from = 0; from < samples.count(); from += ROWS_TOGETHER) {
        int to = Math.min(from + ROWS_TOGETHER, samples.count());
        List<Row> rows = rows(samples, from, to, samples == mnist.test());
        table = table.union(spark.createDataFrame(rows, SCHEMA).coalesce(1));
      }
    }
    // Else every task would carry the rows that the table was made of.
    table = table.localCheckpoint().persist();
    System.out.println(table.count() + " rows");
    return table;
  }

  private static List<Row> rows(Samples samples, int from, int to, boolean heldOut) {
    List<Row> rows = new ArrayList<>();
    float[] features = new float[samples.shape().features()];
    for (int i = from; i < to; i++) {
      samples.copyFeatures(i, features, 0);
      double[] values = new double[features.length];
      Arrays.setAll(values, k -> features[k]);
      rows.add(
          RowFactory.create(
              Vectors.dense(values).compressed(), (double) samples.label(i), heldOut));
    }
    return rows;
  }
}
