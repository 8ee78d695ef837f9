package org.hyperprism.experiment.dl4j;

import java.io.Serializable;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingResult;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Deeplearning4j's parameter averaging with sums in the order of the workers. Its own adds up
 * results as tasks end, so that the last bits are chance; these are the same in every run. Keeps
 * the workers' losses.
 */
final class OrderedAveraging extends ParameterAveragingTrainingMaster {

  private double[] losses = new double[0];

  OrderedAveraging(Builder settings) {
    super(settings.trainingHooks(new MeanLoss()));
  }

  /** float64[m]: the mean mini-batch loss of each worker in the latest round. */
  double[] losses() {
    return losses.clone();
  }

  @Override
  protected void processResults(
      SparkDl4jMultiLayer network,
      SparkComputationGraph none,
      JavaRDD<ParameterAveragingTrainingResult> results,
      int split,
      int splits) {
    List<Learned> workers = results.map(Learned::of).collect();
    losses = workers.stream().mapToDouble(Learned::loss).toArray();
    MultiLayerNetwork averaged = network.getNetwork();
    averaged.setParameters(mean(workers, Learned::parameters));
    if (workers.get(0).velocity.length > 0) {
      INDArray velocity = mean(workers, Learned::velocity);
      averaged.getUpdater().setStateViewArray(averaged, velocity, false);
    }
  }

  /** float32[1][n]: the mean of the workers' arrays of n numbers. */
  private static INDArray mean(List<Learned> workers, Function<Learned, float[]> array) {
    double[] sum = new double[array.apply(workers.get(0)).length];
    for (Learned worker : workers) {
      float[] values = array.apply(worker);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += values[i];
      }
    }
    float[] mean = new float[sum.length];
    for (int i = 0; i < sum.length; i++) {
      mean[i] = (float) (sum[i] / workers.size());
    }
    return Nd4j.create(mean, new long[] {1, mean.length}, 'c');
  }

  /**
   * What a worker has at the end of its steps; Deeplearning4j's own result is not serialisable.
   *
   * @param parameters float32[d]
   * @param velocity float32[d], none without momentum
   * @param loss see {@link MeanLoss}
   */
  private record Learned(float[] parameters, float[] velocity, double loss)
      implements Serializable {

    private static final long serialVersionUID = 1L;

    static Learned of(ParameterAveragingTrainingResult result) {
      return new Learned(
          floats(result.getParameters()), floats(result.getUpdaterState()), result.getScore());
    }

    private static float[] floats(@Nullable INDArray array) {
      return array == null ? new float[0] : array.ravel().toFloatVector();
    }
  }
}
