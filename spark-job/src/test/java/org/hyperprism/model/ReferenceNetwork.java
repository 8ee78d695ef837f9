package org.hyperprism.model;

import java.util.Arrays;
import org.hyperprism.data.Batch;

/** The textbook forward pass in double precision, one sample at a time; slow and plain. */
public final class ReferenceNetwork {

  private final LayeredModel model;
  private final double[] weights;

  private int channels;
  private int rows;
  private int columns;
  private int next;

  public ReferenceNetwork(LayeredModel model, double[] weights) {
    this.model = model;
    this.weights = weights;
  }

  /** Mean cross-entropy over a batch. */
  public double meanLoss(Batch batch) {
    double sum = 0;
    for (int sample = 0; sample < batch.size(); sample++) {
      sum -= logProbabilities(batch, sample)[batch.labels()[sample]];
    }
    return sum / batch.size();
  }

  /** Logarithms of the class probabilities of one sample. */
  public double[] logProbabilities(Batch batch, int sample) {
    channels = model.channels();
    rows = model.height();
    columns = model.width();
    next = 0;
    double[] values = new double[model.features()];
    for (int i = 0; i < values.length; i++) {
      values[i] = batch.features()[sample * values.length + i];
    }
    for (LayerDefinition layer : model.layers()) {
      if (layer instanceof LayerDefinition.Convolution convolution) {
        values = rectify(convolve(values, convolution));
      } else if (layer instanceof LayerDefinition.MaximumPooling pooling) {
        values = pool(values, pooling.size());
      } else if (layer instanceof LayerDefinition.Dense dense) {
        values = rectify(connect(values, dense.units()));
      } else {
        values = connect(values, model.classes());
      }
    }
    double largest = Arrays.stream(values).max().orElseThrow();
    double logSum = largest + Math.log(Arrays.stream(values).map(v -> Math.exp(v - largest)).sum());
    return Arrays.stream(values).map(v -> v - logSum).toArray();
  }

  private double[] convolve(double[] input, LayerDefinition.Convolution layer) {
    int kernel = layer.kernel();
    int outputRows = rows - kernel + 1;
    int outputColumns = columns - kernel + 1;
    int biases = next;
    int kernels = next + layer.channels();
    double[] output = new double[layer.channels() * outputRows * outputColumns];
    for (int to = 0; to < layer.channels(); to++) {
      for (int row = 0; row < outputRows; row++) {
        for (int column = 0; column < outputColumns; column++) {
          double sum = weights[biases + to];
          for (int from = 0; from < channels; from++) {
            for (int i = 0; i < kernel; i++) {
              for (int j = 0; j < kernel; j++) {
                sum +=
                    weights[kernels + ((to * channels + from) * kernel + i) * kernel + j]
                        * input[(from * rows + row + i) * columns + column + j];
              }
            }
          }
          output[(to * outputRows + row) * outputColumns + column] = sum;
        }
      }
    }
    next = kernels + layer.channels() * channels * kernel * kernel;
    channels = layer.channels();
    rows = outputRows;
    columns = outputColumns;
    return output;
  }

  private double[] pool(double[] input, int size) {
    int outputRows = rows / size;
    int outputColumns = columns / size;
    double[] output = new double[channels * outputRows * outputColumns];
    Arrays.fill(output, Double.NEGATIVE_INFINITY);
    for (int channel = 0; channel < channels; channel++) {
      for (int row = 0; row < outputRows * size; row++) {
        for (int column = 0; column < outputColumns * size; column++) {
          int to = (channel * outputRows + row / size) * outputColumns + column / size;
          output[to] = Math.max(output[to], input[(channel * rows + row) * columns + column]);
        }
      }
    }
    rows = outputRows;
    columns = outputColumns;
    return output;
  }

  private double[] connect(double[] input, int units) {
    double[] output = new double[units];
    int biases = next + units * input.length;
    for (int unit = 0; unit < units; unit++) {
      double sum = weights[biases + unit];
      for (int i = 0; i < input.length; i++) {
        sum += weights[next + unit * input.length + i] * input[i];
      }
      output[unit] = sum;
    }
    next = biases + units;
    return output;
  }

  private static double[] rectify(double[] values) {
    return Arrays.stream(values).map(v -> Math.max(v, 0)).toArray();
  }
}
