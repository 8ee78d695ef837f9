package org.hyperprism.model;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;

/**
 * An architecture of the zoo: a row of layers.
 *
 * <p>The flat parameter vector has the layers in order. A convolution layer has its biases
 * [channels] first, then its weights [channels][input channels][kernel row][kernel column]; a fully
 * connected layer has its weights first, [unit][input feature], then its biases [units]. This is
 * the order of Deeplearning4j, so that its backend copies without rearranging.
 *
 * @param name name in configurations and results
 * @param channels channels of a sample, at least 1
 * @param height rows of a sample, at least 1
 * @param width columns of a sample, at least 1
 * @param classes number of classes, at least 2
 * @param layers the layers; only the last one is an {@link LayerDefinition.Output}
 * @param parts the part of each layer that has parameters, in order; empty leaves it to the layers'
 *     types
 */
public record LayeredModel(
    String name,
    int channels,
    int height,
    int width,
    int classes,
    List<LayerDefinition> layers,
    List<ModelPart> parts)
    implements ModelDefinition {

  private static final long serialVersionUID = 1L;

  /**
   * @throws IllegalArgumentException if a size is out of its range or the layers' order is wrong
   * @throws ConfigurationException if a convolution or pooling layer has no room on the samples, or
   *     the parts do not fit the layers
   */
  public LayeredModel {
    if (channels < 1 || height < 1 || width < 1 || classes < 2) {
      throw new IllegalArgumentException(
          "a model needs samples of at least 1x1x1 and at least 2 classes, but was given %dx%dx%d and %d"
              .formatted(channels, height, width, classes));
    }
    layers = List.copyOf(layers);
    parts = List.copyOf(parts);
    for (int i = 0; i < layers.size(); i++) {
      boolean last = i == layers.size() - 1;
      if (last != layers.get(i) instanceof LayerDefinition.Output) {
        throw new IllegalArgumentException(
            "the last layer, and only the last, is the output layer: " + layers);
      }
    }
    List<LayerShape> shapes = LayerShape.of(name, channels, height, width, classes, layers);
    List<String> trained = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      if (shapes.get(i).parameters() > 0) {
        trained.add(layers.get(i).toString());
      }
    }
    ChosenParts.check(parts, trained);
  }

  /** The parts follow from the layers' types. */
  public LayeredModel(
      String name, int channels, int height, int width, int classes, List<LayerDefinition> layers) {
    this(name, channels, height, width, classes, layers, List.of());
  }

  /** The same architecture with other parts: one for each layer that has parameters. */
  public LayeredModel withParts(List<ModelPart> chosen) {
    return new LayeredModel(name, channels, height, width, classes, layers, chosen);
  }

  @Override
  public SampleForm sampleForm() {
    LayerDefinition first = layers.get(0);
    return first instanceof LayerDefinition.Convolution
            || first instanceof LayerDefinition.MaximumPooling
        ? SampleForm.IMAGE
        : SampleForm.FEATURES;
  }

  @Override
  public ParameterLayout layout() {
    ParameterLayout.Builder layout = new ParameterLayout.Builder();
    int trained = 0;
    for (LayerShape shape : shapes()) {
      if (shape.parameters() > 0) {
        layout.add(parts.isEmpty() ? shape.part() : parts.get(trained), shape.parameters());
        trained++;
      }
    }
    return layout.build();
  }

  /**
   * {@inheritDoc}
   *
   * <p>Weights are uniform in (-a, a) with a = sqrt(6 / (fan-in + fan-out)) (Glorot and Bengio,
   * AISTATS 2010, eq. 16), biases are 0. A layer draws from the stream (seed, INITIALISATION, index
   * of the layer, 0).
   */
  @Override
  public float[] initialParameters(RandomStreams random) {
    List<LayerShape> shapes = shapes();
    float[] parameters = new float[shapes.stream().mapToInt(LayerShape::parameters).sum()];
    int from = 0;
    for (int layer = 0; layer < shapes.size(); layer++) {
      LayerShape shape = shapes.get(layer);
      UniformRandomProvider stream = random.stream(Purpose.INITIALISATION, layer, 0);
      double bound = shape.initialBound();
      new InitialValues.Uniform(-bound, bound)
          .fill(parameters, from + shape.weightsFrom(), shape.weights(), stream);
      from += shape.parameters();
    }
    return parameters;
  }

  @Override
  public OptionalLong forwardFlops() {
    return OptionalLong.of(shapes().stream().mapToLong(LayerShape::flops).sum());
  }

  /** The arrays that the flat parameter vector consists of, in its order. */
  public List<ParameterArray> arrays() {
    List<ParameterArray> arrays = new ArrayList<>();
    List<LayerShape> shapes = shapes();
    for (int layer = 0; layer < shapes.size(); layer++) {
      LayerShape shape = shapes.get(layer);
      if (shape.parameters() > 0) {
        arrays.add(new ParameterArray(layer, ParameterArray.WEIGHTS, shape.extents()));
        ParameterArray biases =
            new ParameterArray(layer, ParameterArray.BIASES, List.of(shape.biases()));
        arrays.add(shape.biasesFirst() ? arrays.size() - 1 : arrays.size(), biases);
      }
    }
    return arrays;
  }

  private List<LayerShape> shapes() {
    return LayerShape.of(name, channels, height, width, classes, layers);
  }
}
