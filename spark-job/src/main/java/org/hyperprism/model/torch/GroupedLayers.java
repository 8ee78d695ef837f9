package org.hyperprism.model.torch;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Layers of several models of one architecture at once, each with parameters of its own: batched
 * products, which a GPU computes well, where a grouped convolution would be one small one after the
 * other.
 *
 * <p>The samples of each model are cut into parts, and each part is a product of its own: few and
 * long products would leave most of a GPU idle. Images are [models x parts][channels][samples of a
 * part][rows][columns], models first; features are [models][samples][features].
 */
final class GroupedLayers {

  private final long models;
  private final long parts;
  private final FlatParameters parameters;

  /**
   * @param models how many
   * @param parts that the samples of each model are cut into
   * @param parameters of all models
   */
  GroupedLayers(int models, int parts, FlatParameters parameters) {
    this.models = models;
    this.parts = parts;
    this.parameters = parameters;
  }

  /** As a product of the weights and of the windows under them, each a column. */
  TorchLayer convolution(NetworkStep.Convolution step) {
    int outputs = step.outputs();
    long windowSize = (long) step.inputs() * step.kernel().rows() * step.kernel().columns();
    Tensor biases = step.biased() ? parameters.trained(models, 1, outputs, 1) : null;
    Tensor weights = parameters.trained(models, 1, outputs, windowSize);
    // Rows and columns of the image, the last before the other dimension is unfolded.
    long[] padding = {
      step.padding().columns(),
      step.padding().columns(),
      step.padding().rows(),
      step.padding().rows()
    };
    boolean padded = padding[0] + padding[2] > 0;
    return (input, training) -> {
      Tensor windows =
          (padded ? torch.constant_pad_nd(input, padding) : input)
              .unfold(3, step.kernel().rows(), step.stride().rows())
              .unfold(4, step.kernel().columns(), step.stride().columns());
      long samples = windows.size(2);
      long rows = windows.size(3);
      long columns = windows.size(4);
      Tensor columnOfEach =
          windows
              .permute(0, 1, 5, 6, 2, 3, 4)
              .reshape(models * parts, windowSize, samples * rows * columns);
      Tensor kernels = ofEachPart(weights, outputs, windowSize);
      Tensor sums =
          biases == null
              ? torch.bmm(kernels, columnOfEach)
              : torch.baddbmm(ofEachPart(biases, outputs, 1), kernels, columnOfEach);
      return sums.view(models * parts, outputs, samples, rows, columns);
    };
  }

  private Tensor ofEachPart(Tensor ofModels, long rows, long columns) {
    return ofModels.expand(models, parts, rows, columns).reshape(models * parts, rows, columns);
  }

  TorchLayer dense(NetworkStep.Dense step) {
    Tensor weights = parameters.trained(models, step.outputs(), step.inputs());
    Tensor biases = step.biased() ? parameters.trained(models, 1, step.outputs()) : null;
    return (input, training) ->
        biases == null
            ? torch.bmm(input, weights.transpose(1, 2))
            : torch.baddbmm(biases, input, weights.transpose(1, 2));
  }

  TorchLayer maximumPooling(NetworkStep.MaximumPooling step) {
    return ofImages(PlainLayers.maximumPooling(step));
  }

  TorchLayer averagePooling(NetworkStep.AveragePooling step) {
    return ofImages(PlainLayers.averagePooling(step));
  }

  /** A layer that goes through the images of all models one by one, whoever's they are. */
  private TorchLayer ofImages(TorchLayer layer) {
    return (input, training) -> {
      long channels = input.size(1);
      long samples = input.size(2);
      Tensor images = input.view(models * parts * channels, samples, input.size(3), input.size(4));
      Tensor output = layer.forward(images, training);
      return output.view(models * parts, channels, samples, output.size(2), output.size(3));
    };
  }

  /** Of rows and columns; what is left are features. */
  TorchLayer globalAverage() {
    TorchLayer average = ofImages(PlainLayers.globalAverage(true));
    TorchLayer flattening = flattening();
    return (input, training) -> flattening.forward(average.forward(input, training), training);
  }

  TorchLayer flattening() {
    return (input, training) ->
        input
            .permute(0, 2, 1, 3, 4)
            .reshape(models, parts * input.size(2), input.size(1) * input.size(3) * input.size(4));
  }
}
