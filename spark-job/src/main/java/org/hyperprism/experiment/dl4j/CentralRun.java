package org.hyperprism.experiment.dl4j;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.hyperprism.data.Batch;
import org.hyperprism.data.BatchSampler;
import org.hyperprism.dataset.Samples;
import org.hyperprism.engine.CentralEngine;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.dl4j.Dl4jRuntime;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.spark.JavaBroadcast;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** The rounds of a {@link CentralTraining}; its memory is the mean velocity. */
public final class CentralRun implements CentralEngine.Centre {

  private final CentralTraining training;
  private final JavaSparkContext spark;
  private final ModelDefinition model;
  private final JavaBroadcast<Samples> samples;
  private final OrderedAveraging averaging;
  private final SparkDl4jMultiLayer network;

  /**
   * @param samples all training samples, which are shared with all executors until closed
   * @param start as it begins
   */
  CentralRun(
      CentralTraining training,
      JavaSparkContext spark,
      ModelDefinition model,
      Samples samples,
      MultiLayerNetwork start) {
    this.training = training;
    this.spark = spark;
    this.model = model;
    this.averaging = new OrderedAveraging(training.settings());
    this.network = new SparkDl4jMultiLayer(spark, start, averaging);
    this.samples = JavaBroadcast.of(spark, samples);
  }

  @Override
  public double[] round(int round) {
    network.fit(batches(spark, training, model, samples, round));
    return averaging.losses();
  }

  @Override
  public float[] model() {
    return network.getNetwork().params().ravel().toFloatVector();
  }

  @Override
  public float[] memory() {
    @Nullable INDArray velocity = network.getNetwork().getUpdater().getStateViewArray();
    return velocity == null ? new float[0] : velocity.ravel().toFloatVector();
  }

  /** The network as it is now. */
  SparkNetwork network() {
    return new SparkNetwork(spark, model, network);
  }

  @Override
  public void close() {
    samples.destroy();
  }

  /**
   * Each of a round's partitions is a worker's, and has the batches of its steps. Static, so that
   * Spark does not serialise {@code this} with the lambda.
   */
  private static JavaRDD<DataSet> batches(
      JavaSparkContext spark,
      CentralTraining training,
      ModelDefinition model,
      JavaBroadcast<Samples> samples,
      int round) {
    List<Integer> ids = IntStream.range(0, training.workers()).boxed().toList();
    int size = training.batchSize();
    int steps = training.localSteps();
    RandomStreams random = training.random();
    return spark
        .parallelize(ids, ids.size())
        .mapPartitions(
            worker -> inTask(model, samples.value(), random, size, steps, worker.next(), round));
  }

  private static Iterator<DataSet> inTask(
      ModelDefinition model,
      Samples train,
      RandomStreams random,
      int size,
      int steps,
      int worker,
      int round) {
    Dl4jRuntime.start();
    BatchSampler sampler = new BatchSampler(random, Purpose.CENTRAL_BATCH, false);
    sampler.begin(worker, round);
    Batch batch = new Batch(size, model.features());
    List<DataSet> batches = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      sampler.next(train, batch);
      batches.add(SampleBatches.of(model, batch));
    }
    return batches.iterator();
  }
}
