package org.hyperprism.model.torch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
      layers.add(
          layer(step)
              .orElseThrow(
                  () -> new IllegalStateException("no such step for several models: " + step))
              .apply(grouped));
    }
    if (!parameters.areComplete()) {
      throw new IllegalStateException("there are parameters that belong to no step");
    }
  }

  /**
   * The first step that is computed for one model after the other alone; empty if there is none.
   */
  static Optional<NetworkStep> obstacle(List<NetworkStep> steps) {
    return steps.stream().filter(step -> layer(step).isEmpty()).findFirst();
  }

  /** How a step is made a layer for several models; empty where it cannot be. */
  private static Optional<Function<GroupedLayers, TorchLayer>> layer(NetworkStep step) {
    if (step instanceof NetworkStep.Convolution convolution) {
      return convolution.dilation().equals(Extent.square(1))
          ? Optional.of(layers -> layers.convolution(convolution))
          : Optional.empty();
    } else if (step instanceof NetworkStep.Dense dense) {
      return Optional.of(layers -> layers.dense(dense));
    } else if (step instanceof NetworkStep.MaximumPooling pooling) {
      return Optional.of(layers -> layers.maximumPooling(pooling));
    } else if (step instanceof NetworkStep.AveragePooling pooling) {
      return Optional.of(layers -> layers.averagePooling(pooling));
    } else if (step instanceof NetworkStep.GlobalAverage) {
      return Optional.of(GroupedLayers::globalAverage);
    } else if (step instanceof NetworkStep.ZeroPadding padding) {
      return Optional.of(layers -> PlainLayers.zeroPadding(padding));
    } else if (step instanceof NetworkStep.Flattening) {
      return Optional.of(GroupedLayers::flattening);
    } else if (step instanceof NetworkStep.LeakyRelu leaky) {
      return Optional.of(layers -> PlainLayers.leakyRelu(leaky));
    } else if (step instanceof Activation activation) {
      return Optional.of(layers -> PlainLayers.activation(activation, false));
    }
    return Optional.empty();
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
