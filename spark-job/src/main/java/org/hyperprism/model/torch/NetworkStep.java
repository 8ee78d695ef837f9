package org.hyperprism.model.torch;

/**
 * One step of a feed-forward network as libtorch computes it, with all sizes. Steps with parameters
 * take them from the flat vector, one step after the other.
 *
 * <p>Images are [samples][channels][rows][columns], features [samples][features].
 */
sealed interface NetworkStep {

  /** A number for the rows and one for the columns of an image. */
  record Extent(int rows, int columns) {

    static Extent square(int size) {
      return new Extent(size, size);
    }

    static Extent of(int[] both) {
      return new Extent(both[0], both[1]);
    }

    long[] toArray() {
      return new long[] {rows, columns};
    }
  }

  /**
   * Parameters: biases [outputs], if any, then weights [outputs][inputs][kernel rows][columns].
   *
   * @param inputs channels that come in
   * @param outputs channels that go out
   * @param padding zeros before the first and after the last row and column
   * @param biased whether there are biases
   */
  record Convolution(
      int inputs,
      int outputs,
      Extent kernel,
      Extent stride,
      Extent padding,
      Extent dilation,
      boolean biased)
      implements NetworkStep {}

  /** Maximum over a window that moves; what stands before the first row or column never counts. */
  record MaximumPooling(Extent kernel, Extent stride, Extent padding, Extent dilation)
      implements NetworkStep {}

  /** Mean over a window that moves. */
  record AveragePooling(Extent kernel, Extent stride) implements NetworkStep {}

  /** Mean over each channel of an image. */
  record GlobalAverage() implements NetworkStep {}

  /** Zeros around an image. */
  record ZeroPadding(int top, int bottom, int left, int right) implements NetworkStep {}

  /** An image as features, in the order of its values. */
  record Flattening() implements NetworkStep {}

  /** Parameters: weights [outputs][inputs], then biases [outputs], if any. */
  record Dense(int inputs, int outputs, boolean biased) implements NetworkStep {}

  /**
   * Batch normalisation of features or of an image's channels.
   *
   * <p>Parameters, each [channels]: scales and shifts, if trained; running means; running variances
   * or, if logarithmic, base-10 logarithms of running standard deviations.
   *
   * @param epsilon what is added to a variance
   * @param decay what a moving average keeps of itself in one step, 0 to 1
   * @param trained whether scales and shifts are parameters
   * @param scale all scales, if not trained
   * @param shift all shifts, if not trained
   * @param logarithmic what stands for the running variances
   */
  record Normalisation(
      int channels,
      double epsilon,
      double decay,
      boolean trained,
      double scale,
      double shift,
      boolean logarithmic)
      implements NetworkStep {}

  /** A function of each value. */
  enum Activation implements NetworkStep {
    RELU,
    SIGMOID,
    TANH,
    ELU,
    SOFTPLUS,
    SOFTSIGN,
    SWISH,
    SELU
  }

  /**
   * x, and slope x below 0.
   *
   * @param slope slope below 0
   */
  record LeakyRelu(double slope) implements NetworkStep {}
}
