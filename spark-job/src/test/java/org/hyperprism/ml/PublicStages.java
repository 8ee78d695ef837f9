package org.hyperprism.ml;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * One of every public stage of Spark ML.
 *
 * @param table what they are fitted to
 * @param all the estimators, and what they make
 */
record PublicStages(Dataset<Row> table, List<PipelineStage> all) {

  static PublicStages of(SparkSession spark) {
    Dataset<Row> table = Flowers.table(spark).cache();
    HyperPrismClassifier classifier =
        Flowers.classifier().setPredictBy("mean").setting("links.density", 0.7);
    return new PublicStages(table, List.of(classifier, classifier.fit(table)));
  }

  List<Estimator<?>> estimators() {
    List<Estimator<?>> estimators = new ArrayList<>();
    for (PipelineStage stage : all) {
      if (stage instanceof Estimator<?> estimator) {
        estimators.add(estimator);
      }
    }
    return estimators;
  }

  List<Transformer> transformers() {
    List<Transformer> transformers = new ArrayList<>();
    for (PipelineStage stage : all) {
      if (stage instanceof Transformer transformer) {
        transformers.add(transformer);
      }
    }
    return transformers;
  }

  @SuppressWarnings("unchecked")
  static <T> Param<T> param(PipelineStage stage, String name) {
    return (Param<T>) stage.getParam(name);
  }
}
