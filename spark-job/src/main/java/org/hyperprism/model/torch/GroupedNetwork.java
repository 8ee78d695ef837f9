package org.hyperprism.model.torch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.hyperprism.model.torch.NetworkStep.Activation;
import org.hyperprism.model.torch.NetworkStep.Extent;

/** The steps of several models of one architecture, bound to one tensor of all their parameters. */
final class GroupedNetwork {

  /** Samples of a part; see {@link GroupedLayers}. */
  private static final int SAMPLES_OF_A_PART = 16;

  private final long models;
  private final int samples;
  private final int parts;
  private final boolean images;
  private final FlatParameters parameters;
  private final List<TorchLayer> layers = new ArrayList<>();

  /**
   * @param steps without an {@link #obstacle}
   * @param samples of each model
   * @param images whether the samples are
   * @param parameterCount of one model
   */
  GroupedNetwork(
      List<NetworkStep> steps,
      int models,
      int samples,
      boolean images,
      int parameterCount,
      TensorMemory memory) {
    this.models = models;
    this.samples = samples;
    this.parts = samples % SAMPLES_OF_A_PART == 0 ? samples / SAMPLES_OF_A_PART : 1;
    this.images = images;
    this.parameters = new FlatParameters(models, parameterCount, memory);
    GroupedLayers grouped = new GroupedLayers(models, parts, parameters);
    for (NetworkStep step : steps) {
      layers.add(layer(step, grouped));
    }
    if (!parameters.areComplete()) {
      throw new IllegalStateException("there are parameters that belong to no step");
    }
  }

  /**
   * The first step that is computed for one model after the other alone; empty if there is none.
   */
  static Optional<NetworkStep> obstacle(List<NetworkStep> steps) {
    return steps.stream().filter(step -> !isGrouped(step)).findFirst();
  }

  private static boolean isGrouped(NetworkStep step) {
    if (step instanceof NetworkStep.Convolution convolution) {
      return convolution.dilation().equals(Extent.square(1));
    }
    return step instanceof NetworkStep.Dense
        || step instanceof NetworkStep.MaximumPooling
        || step instanceof NetworkStep.AveragePooling
        || step instanceof NetworkStep.GlobalAverage
        || step instanceof NetworkStep.ZeroPadding
        || step instanceof NetworkStep.Flattening
        || step instanceof NetworkStep.LeakyRelu
        || step instanceof Activation;
  }

  private static TorchLayer layer(NetworkStep step, GroupedLayers grouped) {
    if (step instanceof NetworkStep.Convolution convolution) {
      return grouped.convolution(convolution);
    } else if (step instanceof NetworkStep.Dense dense) {
      return grouped.dense(dense);
    } else if (step instanceof NetworkStep.MaximumPooling pooling) {
      return grouped.maximumPooling(pooling);
    } else if (step instanceof NetworkStep.AveragePooling pooling) {
      return grouped.averagePooling(pooling);
    } else if (step instanceof NetworkStep.GlobalAverage) {
      return grouped.globalAverage();
    } else if (step instanceof NetworkStep.ZeroPadding padding) {
      return PlainLayers.zeroPadding(padding);
    } else if (step instanceof NetworkStep.Flattening) {
      return grouped.flattening();
    } else if (step instanceof NetworkStep.LeakyRelu leaky) {
      return PlainLayers.leakyRelu(leaky);
    } else if (step instanceof Activation activation) {
      return PlainLayers.activation(activation, false);
    }
    throw new IllegalStateException("no such step for several models: " + step);
  }

  FlatParameters parameters() {
    return parameters;
  }

  /**
   * Logarithms of the class probabilities, float[models][samples][classes]; made in the pointer
   * scope of the caller.
   *
   * @param features float[models][samples][features], or float[models x samples][channels][rows]
   *     [columns] of images
   */
  Tensor logProbabilities(Tensor features) {
    Tensor values = images ? inParts(features) : features;
    for (TorchLayer layer : layers) {
      values = layer.forward(values, true);
    }
    return torch.log_softmax(values, 2);
  }

  private Tensor inParts(Tensor features) {
    return features
        .view(models * parts, samples / parts, features.size(1), features.size(2), features.size(3))
        .permute(0, 2, 1, 3, 4);
  }
}
