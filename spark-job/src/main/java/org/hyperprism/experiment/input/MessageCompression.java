package org.hyperprism.experiment.input;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hyperprism.compression.Compression;
import org.hyperprism.compression.CompressionKind;
import org.hyperprism.compression.VectorShape;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.method.Method;
import org.hyperprism.model.LayeredModel;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.ParameterArray;
import org.hyperprism.model.ParameterLayout.Range;
import org.hyperprism.random.RandomStreams;

/** The compression of an experiment's messages. */
public final class MessageCompression {

  private MessageCompression() {}

  /**
   * That of the settings; empty where devices send all they have.
   *
   * @throws ConfigurationException if the model has nothing that it would shorten
   */
  public static Optional<Compression> of(
      ExperimentConfiguration configuration, ModelDefinition model) {
    return configuration.compression().kind() == CompressionKind.NONE
        ? Optional.empty()
        : Optional.of(
            Compression.of(
                configuration.compression(),
                shape(model),
                new RandomStreams(configuration.seed())));
  }

  /** The arrays of a model of the zoo; of any other, whose matrices are not known, its layers. */
  static VectorShape shape(ModelDefinition model) {
    List<VectorShape.Block> blocks = new ArrayList<>();
    int end = 0;
    if (model instanceof LayeredModel layered) {
      for (ParameterArray array : layered.arrays()) {
        int rows = array.shape().get(0);
        int columns = array.length() / rows;
        blocks.add(new VectorShape.Block(end, rows, columns, false));
        end += array.length();
      }
    } else {
      for (Range layer : model.layout().layers()) {
        boolean isTrained = layer.part().isTrained();
        blocks.add(new VectorShape.Block(layer.from(), layer.length(), 1, !isTrained));
      }
    }
    return new VectorShape(blocks);
  }

  /**
   * Refuses a method whose messages cannot be compressed.
   *
   * @param name the method's
   */
  static void requireSuited(ExperimentConfiguration configuration, Method method, String name) {
    if (configuration.compression().kind() == CompressionKind.NONE) {
      return;
    }
    method
        .objectionToCompression()
        .ifPresent(
            why -> {
              throw new ConfigurationException(
                  "compression.kind is not none, but under these settings of %s %s"
                      .formatted(name, why));
            });
  }
}
