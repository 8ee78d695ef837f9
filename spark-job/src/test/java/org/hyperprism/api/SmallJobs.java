package org.hyperprism.api;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.hyperprism.dataset.Datasets;
import org.hyperprism.dataset.Samples;
import org.hyperprism.results.Summary;

/** Jobs on the MNIST sample that ships with the jar, by name and as DataFrames. */
final class SmallJobs {

  static final StructType SAMPLES =
      new StructType()
          .add("features", SQLDataTypes.VectorType())
          .add("label", DataTypes.DoubleType)
          .add("device", DataTypes.IntegerType);

  private SmallJobs() {}

  /** Six rounds of ten devices. */
  static HyperPrismJob job(SparkSession spark) {
    return HyperPrismJob.on(spark)
        .set("data.name", "mnist-sample")
        .set("hyperprism.preset", "mirror-atc")
        .set("methods", List.of("hyperprism", "dpsgd"))
        .set("devices", 10)
        .set("rounds", 6)
        .set("train.batchSize", 32)
        .set("evaluate.every", 3)
        .set("evaluate.samples", 300);
  }

  static org.hyperprism.dataset.Dataset sample() {
    return Datasets.load("mnist-sample", Optional.empty(), Path.of("unused"));
  }

  /**
   * Samples as a DataFrame.
   *
   * @param deviceOf the device of each; empty for a DataFrame without that column
   */
  static Dataset<Row> frame(SparkSession spark, Samples samples, int[] deviceOf) {
    List<Row> rows = new ArrayList<>();
    float[] features = new float[samples.shape().features()];
    for (int i = 0; i < samples.count(); i++) {
      samples.copyFeatures(i, features, 0);
      double[] values = new double[features.length];
      for (int k = 0; k < values.length; k++) {
        values[k] = features[k];
      }
      rows.add(
          RowFactory.create(
              i % 2 == 0 ? Vectors.dense(values) : Vectors.dense(values).toSparse(),
              (double) samples.label(i),
              deviceOf.length == 0 ? 0 : deviceOf[i]));
    }
    Dataset<Row> frame = spark.createDataFrame(rows, SAMPLES);
    return deviceOf.length == 0 ? frame.drop("device") : frame;
  }

  static List<String> checksums(Summary summary) {
    return summary.methods().stream().map(Summary.MethodSummary::parametersCrc32).toList();
  }
}
