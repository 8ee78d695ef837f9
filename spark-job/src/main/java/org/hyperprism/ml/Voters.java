package org.hyperprism.ml;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.hyperprism.data.Batch;
import org.hyperprism.engine.device.Workspace;
import org.hyperprism.math.PowerMean;
import org.hyperprism.model.GradientBackend;
import org.hyperprism.model.ModelDefinition;

/**
 * The models that have a say in a prediction, where it is made.
 *
 * @param model the architecture
 * @param backend what computes it
 * @param weights float32[voters][d]
 * @param byVotes whether a voter counts with its first class alone, and not with all probabilities
 */
record Voters(
    ModelDefinition model, GradientBackend backend, List<float[]> weights, boolean byVotes)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /**
   * Those of a kind of prediction.
   *
   * @param devices float32[m][d], the devices' own
   */
  static Voters of(
      ModelDefinition model,
      GradientBackend backend,
      float[][] devices,
      Prediction kind,
      int device,
      double exponent) {
    List<float[]> weights =
        switch (kind) {
          case DEVICE -> List.of(devices[device]);
          case MAJORITY, MEAN -> Arrays.asList(devices);
          case POWER_MEAN -> List.of(powerMean(devices, exponent));
        };
    return new Voters(model, backend, List.copyOf(weights), kind == Prediction.MAJORITY);
  }

  /** The power mean of all models with equal weights, coordinate by coordinate. */
  private static float[] powerMean(float[][] devices, double exponent) {
    double[] values = new double[devices.length];
    double[] shares = new double[devices.length];
    Arrays.fill(shares, 1.0 / devices.length);
    float[] mean = new float[devices[0].length];
    for (int k = 0; k < mean.length; k++) {
      for (int device = 0; device < devices.length; device++) {
        values[device] = devices[device][k];
      }
      mean[k] = (float) PowerMean.of(values, shares, exponent);
    }
    return mean;
  }

  /**
   * What is said of a sample: float64[classes], votes or sums of probabilities.
   *
   * @throws IllegalArgumentException if it has another number of features than the model, or one
   *     that is not finite
   */
  Vector sayOf(Vector features) {
    if (features.size() != model.features()) {
      throw new IllegalArgumentException(
          "a row has %d features, expected %d, as the model was trained with"
              .formatted(features.size(), model.features()));
    }
    Batch batch = new Batch(1, model.features());
    batch.resize(1);
    double[] values = features.toArray();
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "feature %d of a row is %s, expected a finite number: drop or fill such rows"
                .formatted(i, values[i]));
      }
      batch.features()[i] = (float) values[i];
    }
    return Workspace.with(backend, model, 1, workspace -> sum(workspace, batch));
  }

  private Vector sum(Workspace workspace, Batch batch) {
    double[] sum = new double[model.classes()];
    float[] probabilities = new float[model.classes()];
    for (float[] voter : weights) {
      workspace.oracle().probabilities(voter, 0, batch, probabilities);
      if (byVotes) {
        sum[first(probabilities)]++;
      } else {
        for (int k = 0; k < sum.length; k++) {
          sum[k] += probabilities[k];
        }
      }
    }
    return Vectors.dense(sum);
  }

  /** The class of the highest probability, the lowest of equal ones. */
  private static int first(float[] probabilities) {
    int first = 0;
    for (int k = 1; k < probabilities.length; k++) {
      first = probabilities[k] > probabilities[first] ? k : first;
    }
    return first;
  }
}
