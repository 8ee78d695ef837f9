package org.hyperprism.model;

import java.util.ArrayList;
import java.util.List;
import org.hyperprism.failure.ConfigurationException;

/**
 * Where the parameters of one layer lie and what its weights are scaled by.
 *
 * @param part the part of the model
 * @param extents those of its weights, the one that varies slowest first; empty for pooling
 * @param biases number of biases, 0 for pooling
 * @param biasesFirst whether the biases come before the weights
 * @param fanIn inputs that one output depends on
 * @param fanOut outputs that one input acts on
 * @param positions how many times every weight and bias is used for one sample; 0 for pooling
 */
record LayerShape(
    ModelPart part,
    List<Integer> extents,
    int biases,
    boolean biasesFirst,
    double fanIn,
    double fanOut,
    int positions) {

  /** Number of weights, 0 for pooling. */
  int weights() {
    return extents.isEmpty() ? 0 : extents.stream().reduce(1, Math::multiplyExact);
  }

  int parameters() {
    return weights() + biases;
  }

  /** Where the weights begin, counted from the layer's first parameter. */
  int weightsFrom() {
    return biasesFirst ? biases : 0;
  }

  /** Operations on one sample: a multiplication and an addition a weight, an addition a bias. */
  long flops() {
    return positions * (2L * weights() + biases);
  }

  double initialBound() {
    return Math.sqrt(6 / (fanIn + fanOut));
  }

  /** The shapes of all layers, one for each. */
  static List<LayerShape> of(
      String model,
      int channels,
      int height,
      int width,
      int classes,
      List<LayerDefinition> layers) {
    List<LayerShape> shapes = new ArrayList<>();
    int inputChannels = channels;
    int rows = height;
    int columns = width;
    for (LayerDefinition layer : layers) {
      if (layer instanceof LayerDefinition.Convolution convolution) {
        int kernel = convolution.kernel();
        int area = kernel * kernel;
        shapes.add(
            new LayerShape(
                ModelPart.REPRESENTATION,
                List.of(convolution.channels(), inputChannels, kernel, kernel),
                convolution.channels(),
                true,
                (double) inputChannels * area,
                (double) convolution.channels() * area,
                (rows - kernel + 1) * (columns - kernel + 1)));
        inputChannels = convolution.channels();
        rows = rows - kernel + 1;
        columns = columns - kernel + 1;
      } else if (layer instanceof LayerDefinition.MaximumPooling pooling) {
        shapes.add(new LayerShape(ModelPart.REPRESENTATION, List.of(), 0, false, 1, 1, 0));
        rows /= pooling.size();
        columns /= pooling.size();
      } else {
        int inputs = inputChannels * rows * columns;
        int units = layer instanceof LayerDefinition.Dense dense ? dense.units() : classes;
        shapes.add(
            new LayerShape(
                ModelPart.DECISION, List.of(units, inputs), units, false, inputs, units, 1));
        inputChannels = units;
        rows = 1;
        columns = 1;
      }
      if (rows < 1 || columns < 1) {
        throw new ConfigurationException(
            "model: '%s' does not fit samples of %d channels x %d rows x %d columns: nothing is left after %s; choose a model without convolution, such as lr or mlp"
                .formatted(model, channels, height, width, layer));
      }
    }
    return shapes;
  }
}
