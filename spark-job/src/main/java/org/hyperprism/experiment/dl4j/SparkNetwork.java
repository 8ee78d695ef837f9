package org.hyperprism.experiment.dl4j;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.deeplearning4j.util.ModelSerializer;
import org.hyperprism.data.Batch;
import org.hyperprism.data.BatchSampler;
import org.hyperprism.dataset.Samples;
import org.hyperprism.model.ClassCounts;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.dl4j.Dl4jRuntime;
import org.hyperprism.model.dl4j.ModelArchive;
import org.hyperprism.spark.JavaBroadcast;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.dataset.DataSet;

/** One network that Deeplearning4j evaluates on Spark's executors. */
public final class SparkNetwork {

  private static final int TOGETHER = 500;

  private final JavaSparkContext spark;
  private final ModelDefinition model;
  private final SparkDl4jMultiLayer network;

  SparkNetwork(JavaSparkContext spark, ModelDefinition model, SparkDl4jMultiLayer network) {
    this.spark = spark;
    this.model = model;
    this.network = network;
  }

  /** A network as its archive has it. */
  public static SparkNetwork of(JavaSparkContext spark, ModelArchive archive) {
    return new SparkNetwork(
        spark, archive.model(), new SparkDl4jMultiLayer(spark, network(archive), null));
  }

  /** The network of an archive, in this JVM. */
  static MultiLayerNetwork network(ModelArchive archive) {
    Dl4jRuntime.start();
    try {
      return ModelSerializer.restoreMultiLayerNetwork(
          new ByteArrayInputStream(archive.zip()), false);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** float32[d], in the order of the architecture. */
  float[] parameters() {
    return network.getNetwork().params().ravel().toFloatVector();
  }

  /**
   * What the network makes of samples, which are shared with all executors.
   *
   * @param samples of the model's shape and classes
   */
  public ClassCounts evaluate(Samples samples) {
    JavaBroadcast<Samples> shared = JavaBroadcast.of(spark, samples);
    try {
      int parts = Math.max(1, Math.min(spark.defaultParallelism(), samples.count() / TOGETHER));
      JavaRDD<DataSet> batches = batches(spark, model, shared, samples.count(), parts);
      Evaluation evaluation = new Evaluation(model.classes());
      return counts(network.doEvaluation(batches, TOGETHER, evaluation)[0], samples);
    } finally {
      shared.destroy();
    }
  }

  /** Static, so that Spark does not serialise {@code this} with the lambda. */
  private static JavaRDD<DataSet> batches(
      JavaSparkContext spark,
      ModelDefinition model,
      JavaBroadcast<Samples> shared,
      int samples,
      int parts) {
    List<Integer> first =
        IntStream.iterate(0, from -> from < samples, from -> from + TOGETHER).boxed().toList();
    return spark
        .parallelize(first, parts)
        .mapPartitions(ranges -> inTask(model, shared.value(), ranges));
  }

  private static Iterator<DataSet> inTask(
      ModelDefinition model, Samples samples, Iterator<Integer> ranges) {
    Dl4jRuntime.start();
    Batch batch = new Batch(TOGETHER, model.features());
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return ranges.hasNext();
      }

      @Override
      public DataSet next() {
        int from = ranges.next();
        batch.resize(Math.min(TOGETHER, samples.count() - from));
        BatchSampler.fill(samples, from, batch);
        return SampleBatches.of(model, batch);
      }
    };
  }

  private static ClassCounts counts(Evaluation evaluation, Samples samples) {
    int classes = samples.classes();
    long[] ofClass = new long[classes];
    for (int i = 0; i < samples.count(); i++) {
      ofClass[samples.label(i)]++;
    }
    long[][] predicted = new long[classes][classes];
    long[] squares = new long[classes];
    for (int actual = 0; actual < classes; actual++) {
      for (int named = 0; named < classes; named++) {
        predicted[actual][named] = evaluation.getConfusionMatrix().getCount(actual, named);
      }
      squares[actual] = predicted[actual][actual] * predicted[actual][actual];
    }
    return new ClassCounts(1, ofClass, predicted, squares);
  }
}
