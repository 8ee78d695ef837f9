package org.hyperprism.ml;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;

/** Rows of three kinds of flowers that four numbers tell apart, on three devices. */
final class Flowers {

  static final StructType SCHEMA =
      new StructType()
          .add("features", SQLDataTypes.VectorType())
          .add("label", DataTypes.DoubleType)
          .add("kind", DataTypes.StringType)
          .add("device", DataTypes.IntegerType)
          .add("held_out", DataTypes.BooleanType);

  private static final List<String> KINDS = List.of("iris", "aster", "rose");

  private Flowers() {}

  /** 120 rows in one partition; every fourth is held out. */
  static Dataset<Row> table(SparkSession spark) {
    UniformRandomProvider random = new RandomStreams(5).stream(Purpose.EVALUATION);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      int kind = i % 3;
      double[] features = new double[4];
      for (int k = 0; k < features.length; k++) {
        features[k] = (k == kind ? 1 : 0) + random.nextDouble() * 0.8;
      }
      rows.add(row(features, kind, i));
    }
    return spark.createDataFrame(rows, SCHEMA).coalesce(1);
  }

  private static Row row(double[] features, int kind, int number) {
    Vector dense = Vectors.dense(features);
    return RowFactory.create(
        number % 2 == 0 ? dense : dense.toSparse(),
        (double) kind,
        KINDS.get(kind),
        number / 3 % 3,
        number % 4 == 3);
  }

  /** Quick, and right on nearly all rows. */
  static HyperPrismClassifier classifier() {
    return new HyperPrismClassifier()
        .setMethod("dpsgd")
        .setting("devices", 4)
        .setting("rounds", 25)
        .setting("evaluate.every", 5)
        .setting("partition.kind", "iid")
        .setting("train.batchSize", 8)
        .setting("train.learningRate", 1);
  }

  /** The share of rows whose prediction is their label. */
  static double accuracy(Dataset<Row> predicted) {
    return predicted.where("prediction = label").count() / (double) predicted.count();
  }
}
