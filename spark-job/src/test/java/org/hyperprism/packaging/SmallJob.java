package org.hyperprism.packaging;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A Spark job whose tasks need what only hyperprism.jar has: ND4J and its natives. */
public final class SmallJob {

  private SmallJob() {}

  public static void main(String[] arguments) {
    try (SparkSession session = SparkSession.builder().getOrCreate()) {
      JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
      double sum =
          context.parallelize(List.of(1, 2, 3, 4), 2).mapToDouble(SmallJob::squareByNd4j).sum();
      System.out.println("sum of squares " + sum + " on " + session.sparkContext().master());
    }
  }

  private static double squareByNd4j(int number) {
    INDArray row = Nd4j.valueArrayOf(1, 1, (double) number);
    return row.mmul(row).getDouble(0);
  }
}
