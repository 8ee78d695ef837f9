package org.hyperprism.model.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.hyperprism.data.Batch;
import org.hyperprism.dataset.FeatureShape;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.model.GradientOracle;
import org.hyperprism.model.ImportedModel;
import org.hyperprism.model.ModelPart;
import org.hyperprism.model.ParameterBlock;
import org.hyperprism.random.RandomStreams;

/**
 * Networks that users hand in: Deeplearning4j's MultiLayerConfiguration in JSON.
 *
 * <p>The file gives the architecture and the initial weights' spread. How to train is the methods'
 * business, so the file's updaters and learning rates are not used; settings that would change the
 * gradient itself are refused by {@link SupportedLayers}.
 */
public final class ImportedNetworks {

  private ImportedNetworks() {}

  /**
   * Checks a network against a data set.
   *
   * @param name name in messages and results, such as the file's
   * @param json the text of the file
   * @param shape of a sample
   * @param classes number of classes
   * @param parts the part of each layer with weights, in order; empty leaves it to the layers'
   *     types
   * @throws ConfigurationException if the text is not such a configuration, holds what cannot be
   *     trained here, or does not fit the samples
   */
  public static ImportedModel read(
      String name, String json, FeatureShape shape, int classes, List<ModelPart> parts) {
    int channels = shape.channels();
    int height = shape.height();
    int width = shape.width();
    Dl4jRuntime.start();
    NativeSection section = new NativeSection();
    ImportedModel model;
    try (NativeSection inside = section.enter()) {
      ImportedConfiguration configuration =
          ImportedConfiguration.of(name, json, channels, height, width, classes);
      List<ParameterBlock> blocks = ParameterBlocks.of(name, configuration.fitted(), parts);
      if (blocks.isEmpty()) {
        throw new ConfigurationException(
            "model %s: the network has no weights; expected at least one layer that learns, such as a dense output layer"
                .formatted(name));
      }
      model =
          new ImportedModel(
              name, channels, height, width, classes, configuration.sampleForm(), json, blocks);
    } finally {
      section.retire();
    }
    attempt(model);
    return model;
  }

  /**
   * The network of a model that was read before, with all input sizes and preprocessors.
   *
   * @param model a model that {@link #read} returned
   */
  public static MultiLayerConfiguration configuration(ImportedModel model) {
    Dl4jRuntime.start();
    NativeSection section = new NativeSection();
    try (NativeSection inside = section.enter()) {
      return ImportedConfiguration.of(
              model.name(),
              model.configuration(),
              model.channels(),
              model.height(),
              model.width(),
              model.classes())
          .fitted();
    } finally {
      section.retire();
    }
  }

  /** What Deeplearning4j finds wrong only when it computes, it shall find before the run begins. */
  private static void attempt(ImportedModel model) {
    Batch batch = new Batch(2, model.features());
    batch.resize(2);
    float[] weights = model.initialParameters(new RandomStreams(1));
    try (GradientOracle oracle = new Dl4jGradientOracle(model, 2)) {
      oracle.gradient(weights, 0, batch, new float[weights.length], 0);
      oracle.evaluate(weights, 0, batch);
    } catch (RuntimeException refused) {
      throw ImportedConfiguration.misfit(
          model.name(), model.channels(), model.height(), model.width(), refused);
    }
  }

  /** The layers with trained weights and their places, for messages. */
  static List<String> trainedLayers(List<ParameterBlock> blocks) {
    List<String> layers = new ArrayList<>();
    for (ParameterBlock block : blocks) {
      if (block.part().isTrained() && !layers.contains(block.layer())) {
        layers.add(block.layer());
      }
    }
    return layers;
  }
}
