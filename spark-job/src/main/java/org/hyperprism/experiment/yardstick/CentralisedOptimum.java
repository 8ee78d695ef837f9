package org.hyperprism.experiment.yardstick;

import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.hyperprism.dataset.Samples;

/**
 * Logistic regression on all training samples together: the minimum of the mean cross-entropy, by
 * their weights if they have any, without a penalty, as far as L-BFGS comes in {@value #ITERATIONS}
 * iterations. By Spark MLlib, in one partition, so that its sums have one order.
 */
public final class CentralisedOptimum {

  private static final int ITERATIONS = 100;
  private static final String LABEL = "label";
  private static final String FEATURES = "features";
  private static final String WEIGHT = "weight";

  private final SparkSession session;

  /**
   * @param session where it is computed
   */
  public CentralisedOptimum(SparkSession session) {
    this.session = session;
  }

  /** Its top-1 accuracy on the test samples, 0 to 1, when it has all training samples. */
  public double accuracy(Samples train, Samples test) {
    LogisticRegressionModel model = fit(train);
    long known =
        IntStream.range(0, test.count())
            .filter(sample -> model.predict(features(test, sample)) == test.label(sample))
            .count();
    return known / (double) test.count();
  }

  private LogisticRegressionModel fit(Samples train) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    Broadcast<Samples> shared = spark.broadcast(train);
    try {
      StructType schema =
          new StructType()
              .add(LABEL, DataTypes.DoubleType)
              .add(FEATURES, SQLDataTypes.VectorType())
              .add(WEIGHT, DataTypes.DoubleType);
      LogisticRegression optimum =
          new LogisticRegression().setFamily("multinomial").setMaxIter(ITERATIONS);
      if (train.isWeighted()) {
        optimum.setWeightCol(WEIGHT);
      }
      return optimum.fit(session.createDataFrame(rows(spark, shared), schema));
    } finally {
      shared.destroy();
    }
  }

  /** Static, so that Spark does not serialise {@code this} with the lambda. */
  private static JavaRDD<Row> rows(JavaSparkContext spark, Broadcast<Samples> samples) {
    return spark.parallelize(List.of(0), 1).flatMap(only -> rows(samples.value()));
  }

  private static Iterator<Row> rows(Samples samples) {
    return IntStream.range(0, samples.count())
        .mapToObj(
            sample ->
                RowFactory.create(
                    (double) samples.label(sample),
                    features(samples, sample),
                    (double) samples.weight(sample)))
        .iterator();
  }

  private static Vector features(Samples samples, int sample) {
    float[] features = new float[samples.shape().features()];
    samples.copyFeatures(sample, features, 0);
    double[] numbers = new double[features.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = features[i];
    }
    return Vectors.dense(numbers).compressed();
  }
}
