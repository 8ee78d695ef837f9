package org.hyperprism.experiment.dl4j;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.api.Repartition;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.hyperprism.data.Batch;
import org.hyperprism.data.BatchSampler;
import org.hyperprism.dataset.Samples;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.dl4j.Dl4jRuntime;
import org.hyperprism.model.dl4j.ModelArchive;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.spark.JavaBroadcast;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.learning.regularization.Regularization;

/**
 * Parameter averaging at a centre (McDonald, Hall and Mann 2010) by Deeplearning4j's {@code
 * ParameterAveragingTrainingMaster}: in each round every worker takes some steps on mini-batches of
 * all samples, and the centre averages their parameters and velocities.
 *
 * @param workers tasks of Spark in a round, >= 1
 * @param rounds >= 1
 * @param localSteps steps of a worker in a round, >= 1
 * @param batchSize samples of a mini-batch, at most
 * @param learningRate > 0
 * @param momentum of Nesterov's kind, as Deeplearning4j has it; from 0 to below 1
 * @param weightDecay >= 0
 * @param random the experiment's streams
 */
public record CentralTraining(
    int workers,
    int rounds,
    int localSteps,
    int batchSize,
    double learningRate,
    double momentum,
    double weightDecay,
    RandomStreams random) {

  /**
   * Trains a network from its start.
   *
   * @param train all training samples, which are shared with all executors
   */
  public SparkNetwork train(JavaSparkContext spark, ModelDefinition model, Samples train) {
    int batch = Math.min(batchSize, train.count());
    SparkDl4jMultiLayer network =
        new SparkDl4jMultiLayer(spark, trainable(model), new OrderedAveraging(settings(batch)));
    JavaBroadcast<Samples> shared = JavaBroadcast.of(spark, train);
    try {
      for (int round = 1; round <= rounds; round++) {
        network.fit(batches(spark, model, shared, batch, round));
      }
    } finally {
      shared.destroy();
    }
    return new SparkNetwork(spark, model, network);
  }

  private MultiLayerNetwork trainable(ModelDefinition model) {
    MultiLayerNetwork start =
        SparkNetwork.network(new ModelArchive(model, model.initialParameters(random)));
    MultiLayerConfiguration configuration = start.getLayerWiseConfigurations();
    configuration
        .getConfs()
        .forEach(
            layer -> {
              if (layer.getLayer() instanceof BaseLayer trained) {
                trained.setIUpdater(updater());
                trained.setRegularization(decay());
                trained.setRegularizationBias(decay());
              }
            });
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init(start.params(), true);
    return network;
  }

  private IUpdater updater() {
    return momentum > 0 ? new Nesterovs(learningRate, momentum) : new Sgd(learningRate);
  }

  private List<Regularization> decay() {
    List<Regularization> decay = new ArrayList<>();
    if (weightDecay > 0) {
      decay.add(new L2Regularization(weightDecay));
    }
    return decay;
  }

  /** Each of a round's partitions is a worker's, and has the batches of its steps. */
  private ParameterAveragingTrainingMaster.Builder settings(int batch) {
    return new ParameterAveragingTrainingMaster.Builder(workers, batch)
        .batchSizePerWorker(batch)
        .averagingFrequency(localSteps)
        .workerPrefetchNumBatches(0)
        .saveUpdater(true)
        .repartionData(Repartition.Never)
        .rddTrainingApproach(RDDTrainingApproach.Direct)
        .storageLevel(null)
        .rngSeed(0);
  }

  private JavaRDD<DataSet> batches(
      JavaSparkContext spark,
      ModelDefinition model,
      JavaBroadcast<Samples> shared,
      int batch,
      int round) {
    List<Integer> ids = IntStream.range(0, workers).boxed().toList();
    RandomStreams streams = random;
    int steps = localSteps;
    return spark
        .parallelize(ids, workers)
        .mapPartitions(
            worker -> inTask(model, shared.value(), streams, batch, steps, worker.next(), round));
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
