package org.hyperprism.method.hyperprism.hypernetwork;

/**
 * A fully connected layer y = W x + b over a slice of float32 parameters, arithmetic in float64.
 *
 * @param begin where the layer's parameters begin: W, float[outputs][inputs] row-major, then b,
 *     float[outputs]
 * @param inputs length of x
 * @param outputs length of y
 */
record DenseLayer(int begin, int inputs, int outputs) {

  int parameters() {
    return outputs * (inputs + 1);
  }

  /** Where the parameters of the next layer begin. */
  int end() {
    return begin + parameters();
  }

  /** y = W x + b. */
  void forward(float[] scalars, int offset, double[] input, double[] output) {
    int weights = offset + begin;
    int biases = weights + outputs * inputs;
    for (int o = 0; o < outputs; o++) {
      double sum = scalars[biases + o];
      for (int i = 0; i < inputs; i++) {
        sum += (double) scalars[weights + o * inputs + i] * input[i];
      }
      output[o] = sum;
    }
  }

  /**
   * Adds W^T {@code outputCotangent} to {@code inputCotangent} and sets the layer's part of {@code
   * gradient}, which begins at index 0 for parameter 0 of the whole network.
   */
  void backward(
      float[] scalars,
      int offset,
      double[] input,
      double[] outputCotangent,
      double[] inputCotangent,
      double[] gradient) {
    int biases = begin + outputs * inputs;
    for (int o = 0; o < outputs; o++) {
      int row = begin + o * inputs;
      for (int i = 0; i < inputs; i++) {
        gradient[row + i] = outputCotangent[o] * input[i];
        inputCotangent[i] += scalars[offset + row + i] * outputCotangent[o];
      }
      gradient[biases + o] = outputCotangent[o];
    }
  }

  /** Negative outputs become 0. */
  static void rectify(double[] output) {
    for (int o = 0; o < output.length; o++) {
      output[o] = Math.max(0, output[o]);
    }
  }

  /** Passes a cotangent back through {@link #rectify}: 0 where the output is 0. */
  static void rectifyCotangent(double[] output, double[] cotangent) {
    for (int o = 0; o < output.length; o++) {
      if (!(output[o] > 0)) {
        cotangent[o] = 0;
      }
    }
  }
}
