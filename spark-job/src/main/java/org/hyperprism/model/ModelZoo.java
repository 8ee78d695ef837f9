package org.hyperprism.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.failure.NearestName;
import org.hyperprism.model.LayerDefinition.Convolution;
import org.hyperprism.model.LayerDefinition.Dense;
import org.hyperprism.model.LayerDefinition.MaximumPooling;
import org.hyperprism.model.LayerDefinition.Output;

/**
 * The architectures that a configuration can name.
 *
 * <p>The paper names its models only as LR (linear layers, MNIST) and CNN (convolution and fully
 * connected layers, CIFAR-10); the sizes are ours. None has batch normalisation: running statistics
 * are not weights and have no place in a power mean.
 *
 * <table>
 * <caption>The zoo</caption>
 * <tr><th>name</th><th>layers</th><th>parameters</th></tr>
 * <tr><td>{@code lr}</td><td>softmax regression</td><td>7,850 on MNIST</td></tr>
 * <tr><td>{@code mlp}</td><td>dense 128, output</td><td>101,770 on MNIST</td></tr>
 * <tr><td>{@code lenet}</td><td>5x5 convolution 20, pooling, 5x5 convolution 50, pooling, dense 500,
 * output</td><td>431,080 on MNIST</td></tr>
 * <tr><td>{@code cnn}</td><td>5x5 convolution 32, pooling, 5x5 convolution 64, pooling, dense 512,
 * output</td><td>878,538 on CIFAR-10</td></tr>
 * </table>
 */
public final class ModelZoo {

  private static final Map<String, List<LayerDefinition>> ARCHITECTURES = new LinkedHashMap<>();

  static {
    ARCHITECTURES.put("lr", List.of(new Output()));
    ARCHITECTURES.put("mlp", List.of(new Dense(128), new Output()));
    ARCHITECTURES.put("lenet", convolutional(20, 50, 500));
    ARCHITECTURES.put("cnn", convolutional(32, 64, 512));
  }

  private ModelZoo() {}

  /** The names of all architectures, smallest first. */
  public static List<String> names() {
    return List.copyOf(ARCHITECTURES.keySet());
  }

  /**
   * The architecture {@code name} for samples of a shape.
   *
   * @param name one of {@link #names()}
   * @param channels channels of a sample; 1 for grey images and tables
   * @param height rows of a sample; 1 for tables
   * @param width columns of a sample; the features for tables
   * @param classes number of classes, at least 2
   * @throws ConfigurationException if there is no such architecture, or it has no room on samples
   *     of this shape
   */
  public static LayeredModel definition(
      String name, int channels, int height, int width, int classes) {
    List<LayerDefinition> layers = ARCHITECTURES.get(name);
    if (layers == null) {
      throw new ConfigurationException(
          "model: there is no model named %s%s Known models: %s; or the name of a file that ends in .json, with a network of your own"
              .formatted(name, NearestName.hint(name, names()), String.join(", ", names())));
    }
    return new LayeredModel(name, channels, height, width, classes, layers);
  }

  private static List<LayerDefinition> convolutional(int first, int second, int units) {
    return List.of(
        new Convolution(5, first),
        new MaximumPooling(2),
        new Convolution(5, second),
        new MaximumPooling(2),
        new Dense(units),
        new Output());
  }
}
