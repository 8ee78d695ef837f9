package org.hyperprism.model.torch;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.hyperprism.model.torch.NetworkStep.Activation;

/** The steps of a model bound to one flat tensor of parameters. */
final class TorchNetwork {

  private final TensorMemory memory;
  private final FlatParameters parameters;
  private final List<TorchLayer> layers = new ArrayList<>();

  TorchNetwork(String model, List<NetworkStep> steps, int parameterCount, TensorMemory memory) {
    this.memory = memory;
    this.parameters = new FlatParameters(parameterCount, memory);
    for (int i = 0; i < steps.size(); i++) {
      layers.add(layer(steps.get(i), i > 0 && isFreeToOverwrite(steps.get(i - 1))));
    }
    if (!parameters.areComplete()) {
      throw new IllegalStateException(
          "model '%s' has parameters that belong to no step".formatted(model));
    }
  }

  private TorchLayer layer(NetworkStep step, boolean inPlace) {
    if (step instanceof NetworkStep.Convolution convolution) {
      return PlainLayers.convolution(convolution, parameters);
    } else if (step instanceof NetworkStep.Dense dense) {
      return PlainLayers.dense(dense, parameters);
    } else if (step instanceof NetworkStep.Normalisation normalisation) {
      return new NormalisationLayer(normalisation, parameters, memory);
    } else if (step instanceof NetworkStep.MaximumPooling pooling) {
      return PlainLayers.maximumPooling(pooling);
    } else if (step instanceof NetworkStep.AveragePooling pooling) {
      return PlainLayers.averagePooling(pooling);
    } else if (step instanceof NetworkStep.GlobalAverage) {
      return PlainLayers.globalAverage(false);
    } else if (step instanceof NetworkStep.ZeroPadding padding) {
      return PlainLayers.zeroPadding(padding);
    } else if (step instanceof NetworkStep.Flattening) {
      return PlainLayers.flattening();
    } else if (step instanceof NetworkStep.LeakyRelu leaky) {
      return PlainLayers.leakyRelu(leaky);
    } else if (step instanceof Activation activation) {
      return PlainLayers.activation(activation, inPlace);
    }
    throw new IllegalStateException("no such step: " + step);
  }

  /** Whether the derivative of a step needs its inputs only, so that its output may be changed. */
  private static boolean isFreeToOverwrite(NetworkStep step) {
    return step instanceof NetworkStep.Convolution
        || step instanceof NetworkStep.Dense
        || step instanceof NetworkStep.Normalisation
        || step instanceof NetworkStep.MaximumPooling
        || step instanceof NetworkStep.AveragePooling;
  }

  FlatParameters parameters() {
    return parameters;
  }

  /**
   * Logarithms of the class probabilities, float[samples][classes], at {@code weights[offset ..
   * offset + parameters)}; made in the pointer scope of the caller.
   */
  Tensor logProbabilities(float[] weights, int offset, Tensor samples, boolean training) {
    parameters.load(weights, offset);
    Tensor values = samples;
    for (TorchLayer layer : layers) {
      layer.begin(weights, offset, training);
      values = layer.forward(values, training);
    }
    return torch.log_softmax(values, 1);
  }

  /** What stands in the place of running statistics, after a forward pass in training. */
  void storeDecrements(float[] weights, int offset, float[] gradient, int gradientOffset) {
    for (TorchLayer layer : layers) {
      layer.storeDecrements(weights, offset, gradient, gradientOffset);
    }
  }
}
