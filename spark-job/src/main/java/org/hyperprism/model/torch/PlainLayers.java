package org.hyperprism.model.torch;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Layers that are one call of libtorch. */
final class PlainLayers {

  private PlainLayers() {}

  static TorchLayer convolution(NetworkStep.Convolution step, FlatParameters parameters) {
    TensorOptional biases =
        step.biased()
            ? new TensorOptional(parameters.trained(step.outputs()))
            : new TensorOptional();
    Tensor weights =
        parameters.trained(
            step.outputs(), step.inputs(), step.kernel().rows(), step.kernel().columns());
    long[] stride = step.stride().toArray();
    long[] padding = step.padding().toArray();
    long[] dilation = step.dilation().toArray();
    return (input, training) -> torch.conv2d(input, weights, biases, stride, padding, dilation, 1);
  }

  static TorchLayer dense(NetworkStep.Dense step, FlatParameters parameters) {
    Tensor weights = parameters.trained(step.outputs(), step.inputs());
    TensorOptional biases =
        step.biased()
            ? new TensorOptional(parameters.trained(step.outputs()))
            : new TensorOptional();
    return (input, training) -> torch.linear(input, weights, biases);
  }

  static TorchLayer maximumPooling(NetworkStep.MaximumPooling step) {
    long[] kernel = step.kernel().toArray();
    long[] stride = step.stride().toArray();
    long[] padding = step.padding().toArray();
    long[] dilation = step.dilation().toArray();
    return (input, training) -> torch.max_pool2d(input, kernel, stride, padding, dilation, false);
  }

  static TorchLayer averagePooling(NetworkStep.AveragePooling step) {
    long[] kernel = step.kernel().toArray();
    long[] stride = step.stride().toArray();
    long[] padding = {0, 0};
    LongOptional windowSize = new LongOptional();
    return (input, training) ->
        torch.avg_pool2d(input, kernel, stride, padding, false, false, windowSize);
  }

  /**
   * @param keepsDimensions whether one row and one column are left, or none
   */
  static TorchLayer globalAverage(boolean keepsDimensions) {
    long[] rowsAndColumns = {2, 3};
    ScalarTypeOptional sameType = new ScalarTypeOptional();
    return (input, training) -> torch.mean(input, rowsAndColumns, keepsDimensions, sameType);
  }

  static TorchLayer zeroPadding(NetworkStep.ZeroPadding step) {
    // The last dimension comes first.
    long[] zeros = {step.left(), step.right(), step.top(), step.bottom()};
    return (input, training) -> torch.constant_pad_nd(input, zeros);
  }

  static TorchLayer flattening() {
    return (input, training) -> input.flatten(1, -1);
  }

  /**
   * @param inPlace whether nobody needs the input any more
   */
  static TorchLayer activation(NetworkStep.Activation step, boolean inPlace) {
    return switch (step) {
      case RELU ->
          inPlace
              ? (input, training) -> torch.relu_(input)
              : (input, training) -> torch.relu(input);
      case SIGMOID -> (input, training) -> torch.sigmoid(input);
      case TANH -> (input, training) -> torch.tanh(input);
      case ELU -> (input, training) -> torch.elu(input);
      case SOFTPLUS -> (input, training) -> torch.softplus(input);
      case SOFTSIGN -> (input, training) -> torch.softsign(input);
      case SWISH -> (input, training) -> torch.silu(input);
      case SELU -> (input, training) -> torch.selu(input);
    };
  }

  static TorchLayer leakyRelu(NetworkStep.LeakyRelu step) {
    Scalar slope = new Scalar(step.slope());
    return (input, training) -> torch.leaky_relu(input, slope);
  }
}
