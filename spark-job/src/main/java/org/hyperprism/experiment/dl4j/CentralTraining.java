package org.hyperprism.experiment.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.api.Repartition;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.hyperprism.dataset.Samples;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.dl4j.ModelArchive;
import org.hyperprism.random.RandomStreams;
import org.nd4j.linalg.factory.Nd4j;
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
 * @param localSteps steps of a worker in a round, >= 1
 * @param batchSize samples of a mini-batch, at most
 * @param learningRate > 0
 * @param momentum of Nesterov's kind, as Deeplearning4j has it; from 0 to below 1
 * @param weightDecay >= 0
 * @param random the experiment's streams
 */
public record CentralTraining(
    int workers,
    int localSteps,
    int batchSize,
    double learningRate,
    double momentum,
    double weightDecay,
    RandomStreams random) {

  /**
   * Trains a network from the start that is drawn by the seed.
   *
   * @param train all training samples, which are shared with all executors
   * @param rounds >= 1
   */
  public SparkNetwork train(
      JavaSparkContext spark, ModelDefinition model, Samples train, int rounds) {
    try (CentralRun run =
        begin(spark, model, train, model.initialParameters(random), new float[0])) {
      for (int round = 1; round <= rounds; round++) {
        run.round(round);
      }
      return run.network();
    }
  }

  /**
   * Begins, or goes on, with a round of the caller's.
   *
   * @param train all training samples, which are shared with all executors
   * @param parameters float32[d], in the order of the architecture
   * @param velocity the memory of the run that goes on; empty for one that begins
   */
  public CentralRun begin(
      JavaSparkContext spark,
      ModelDefinition model,
      Samples train,
      float[] parameters,
      float[] velocity) {
    MultiLayerNetwork network = trainable(model, parameters);
    if (velocity.length > 0) {
      network
          .getUpdater()
          .setStateViewArray(
              network, Nd4j.create(velocity, new long[] {1, velocity.length}, 'c'), false);
    }
    CentralTraining fitting =
        new CentralTraining(
            workers,
            localSteps,
            Math.min(batchSize, train.count()),
            learningRate,
            momentum,
            weightDecay,
            random);
    return new CentralRun(fitting, spark, model, train, network);
  }

  private MultiLayerNetwork trainable(ModelDefinition model, float[] parameters) {
    MultiLayerNetwork start = SparkNetwork.network(new ModelArchive(model, parameters));
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
  ParameterAveragingTrainingMaster.Builder settings() {
    return new ParameterAveragingTrainingMaster.Builder(workers, batchSize)
        .batchSizePerWorker(batchSize)
        .averagingFrequency(localSteps)
        .workerPrefetchNumBatches(0)
        .saveUpdater(true)
        .repartionData(Repartition.Never)
        .rddTrainingApproach(RDDTrainingApproach.Direct)
        .storageLevel(null)
        .rngSeed(0);
  }
}
