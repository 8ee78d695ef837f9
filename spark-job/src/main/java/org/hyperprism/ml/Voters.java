package org.hyperprism.ml;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.hyperprism.data.Batch;
import org.hyperprism.engine.device.Workspace;
import org.hyperprism.math.PowerMean;
import org.hyperprism.model.ClassScores;
import org.hyperprism.model.GradientBackend;
import org.hyperprism.model.ModelDefinition;
import org.jspecify.annotations.Nullable;

/**
 * The models that have a say in a prediction, where it is made.
 *
 * @param model the architecture
 * @param backend what computes it
 * @param weights float32[voters][d]
 * @param byVotes whether a voter counts with its first class alone, and not with all probabilities;
 *     one whose probabilities are no numbers has no say either way
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
   * What is said of a sample: float64[classes], votes or sums of probabilities; zeros if nobody has
   * a say.
   *
   * @throws IllegalArgumentException if there are none, another number than the model has, or one
   *     that is not finite as float32
   */
  Vector sayOf(@Nullable Vector features) {
    if (features == null) {
      throw new IllegalArgumentException(
          "the features of a row are null, expected a vector of %d numbers: drop or fill such rows"
              .formatted(model.features()));
    }
    if (features.size() != model.features()) {
      throw new IllegalArgumentException(
          "a row has %d features, expected %d, as the model was trained with"
              .formatted(features.size(), model.features()));
    }
    Batch batch = new Batch(1, model.features());
    batch.resize(1);
    double[] values = features.toArray();
    for (int i = 0; i < values.length; i++) {
      float feature = (float) values[i];
      if (!Float.isFinite(feature)) {
        throw new IllegalArgumentException(
            "feature %d of a row is %s, expected a finite number of at most %s, as float32: drop or fill such rows"
                .formatted(i, values[i], Float.MAX_VALUE));
      }
      batch.features()[i] = feature;
    }
    return Workspace.with(backend, model, 1, workspace -> sum(workspace, batch));
  }

  private Vector sum(Workspace workspace, Batch batch) {
    double[] sum = new double[model.classes()];
    float[] probabilities = new float[model.classes()];
    for (float[] voter : weights) {
      workspace.oracle().probabilities(voter, 0, batch, probabilities);
      int first = ClassScores.rankedFirst(probabilities, 0, sum.length);
      if (first < 0) {
        continue;
      }
      if (byVotes) {
        sum[first]++;
      } else {
        for (int k = 0; k < sum.length; k++) {
          sum[k] += probabilities[k];
        }
      }
    }
    return Vectors.dense(sum);
  }
}
