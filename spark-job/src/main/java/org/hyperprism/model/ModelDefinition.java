package org.hyperprism.model;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;

/**
 * An architecture fitted to the shape of a data set: plain data that any backend can build.
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
 */
public record ModelDefinition(
    String name, int channels, int height, int width, int classes, List<LayerDefinition> layers)
    implements Serializable {

  /**
   * @throws IllegalArgumentException if a size is out of its range or the layers' order is wrong
   * @throws ConfigurationException if a convolution or pooling layer has no room on the samples
   */
  public ModelDefinition {
    if (channels < 1 || height < 1 || width < 1 || classes < 2) {
      throw new IllegalArgumentException(
          "a model needs samples of at least 1x1x1 and at least 2 classes, but was given %dx%dx%d and %d"
              .formatted(channels, height, width, classes));
    }
    layers = List.copyOf(layers);
    for (int i = 0; i < layers.size(); i++) {
      boolean last = i == layers.size() - 1;
      if (last != layers.get(i) instanceof LayerDefinition.Output) {
        throw new IllegalArgumentException(
            "the last layer, and only the last, is the output layer: " + layers);
      }
    }
    LayerShape.of(name, channels, height, width, classes, layers);
  }

  /** Features of one sample: channels x height x width. */
  public int features() {
    return channels * height * width;
  }

  /** The parts of the flat parameter vector; neighbouring layers of one part share a range. */
  public ParameterLayout layout() {
    List<ParameterLayout.Range> ranges = new ArrayList<>();
    int from = 0;
    for (LayerShape shape : shapes()) {
      int to = from + shape.parameters();
      if (to == from) {
        continue;
      }
      int last = ranges.size() - 1;
      if (last >= 0 && ranges.get(last).part() == shape.part()) {
        ranges.set(last, new ParameterLayout.Range(shape.part(), ranges.get(last).from(), to));
      } else {
        ranges.add(new ParameterLayout.Range(shape.part(), from, to));
      }
      from = to;
    }
    return new ParameterLayout(from, ranges);
  }

  /**
   * The parameters that every device starts from.
   *
   * <p>Weights are uniform in (-a, a) with a = sqrt(6 / (fan-in + fan-out)) (Glorot and Bengio,
   * AISTATS 2010, eq. 16), biases are 0. A layer draws from the stream (seed, INITIALISATION, index
   * of the layer, 0), so that a start is the same bits on every machine and with every backend.
   *
   * @param random the experiment's streams
   * @return a new float[parameters]
   */
  public float[] initialParameters(RandomStreams random) {
    float[] parameters = new float[layout().parameters()];
    List<LayerShape> shapes = shapes();
    int from = 0;
    for (int layer = 0; layer < shapes.size(); layer++) {
      LayerShape shape = shapes.get(layer);
      UniformRandomProvider stream = random.stream(Purpose.INITIALISATION, layer, 0);
      double bound = shape.initialBound();
      int weightsFrom = from + shape.weightsFrom();
      for (int i = weightsFrom; i < weightsFrom + shape.weights(); i++) {
        parameters[i] = (float) ((2 * stream.nextDouble() - 1) * bound);
      }
      from += shape.parameters();
    }
    return parameters;
  }

  private List<LayerShape> shapes() {
    return LayerShape.of(name, channels, height, width, classes, layers);
  }
}
