package org.hyperprism.model.dl4j;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.model.SampleForm;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The text of a user's network, read, checked and fitted to the shape of the samples.
 *
 * @param fitted the configuration with all input sizes and preprocessors
 * @param sampleForm how the first layer takes a sample
 */
record ImportedConfiguration(MultiLayerConfiguration fitted, SampleForm sampleForm) {

  static ImportedConfiguration of(
      String name, String json, int channels, int height, int width, int classes) {
    MultiLayerConfiguration given = NetworkText.parse(name, json);
    if (given.getBackpropType() != BackpropType.Standard) {
      throw new ConfigurationException(
          "model %s: backpropType is %s, expected Standard: samples here are not long sequences to be cut"
              .formatted(name, given.getBackpropType()));
    }
    SupportedLayers.check(name, given, classes);
    Map<Integer, InputPreProcessor> preProcessors = preProcessors(name, given);
    SampleForm form = SupportedLayers.sampleForm(given, preProcessors);
    if (preProcessors.get(0) instanceof FeedForwardToCnnPreProcessor toImage) {
      if (toImage.getNumChannels() != channels
          || toImage.getInputHeight() != height
          || toImage.getInputWidth() != width) {
        throw new ConfigurationException(
            "model %s: its input is %d channels x %d rows x %d columns, but the data set's samples have %d x %d x %d; build the network with setInputType(InputType.convolutional(%d, %d, %d))"
                .formatted(
                    name,
                    toImage.getNumChannels(),
                    toImage.getInputHeight(),
                    toImage.getInputWidth(),
                    channels,
                    height,
                    width,
                    height,
                    width,
                    channels));
      }
      preProcessors.remove(0);
      form = SampleForm.IMAGE;
    }
    InputType input =
        switch (form) {
          case FEATURES -> InputType.feedForward((long) channels * height * width);
          case IMAGE -> InputType.convolutional(height, width, channels);
          case SEQUENCE -> InputType.recurrent((long) channels * height, width, RNNFormat.NCW);
        };
    long[] givenInputs = inputSizes(given);
    MultiLayerConfiguration fitted;
    try {
      fitted =
          new MultiLayerConfiguration.Builder()
              .confs(given.getConfs())
              .inputPreProcessors(preProcessors)
              .setInputType(input)
              .overrideNinUponBuild(true)
              .dataType(DataType.FLOAT)
              .cacheMode(CacheMode.NONE)
              .build();
      fitted.setTrainingWorkspaceMode(WorkspaceMode.ENABLED);
      fitted.setInferenceWorkspaceMode(WorkspaceMode.ENABLED);
    } catch (RuntimeException refused) {
      throw misfit(name, channels, height, width, refused);
    }
    checkInputSizes(name, fitted, givenInputs, "%d x %d x %d".formatted(channels, height, width));
    return new ImportedConfiguration(fitted, form);
  }

  /** Those of the file, copied; only the two that reshape without mixing samples. */
  private static Map<Integer, InputPreProcessor> preProcessors(
      String name, MultiLayerConfiguration given) {
    Map<Integer, InputPreProcessor> preProcessors =
        new HashMap<>(Optional.ofNullable(given.getInputPreProcessors()).orElse(Map.of()));
    preProcessors.forEach(
        (layer, preProcessor) -> {
          Class<?> type = preProcessor.getClass();
          if (type != CnnToFeedForwardPreProcessor.class
              && type != FeedForwardToCnnPreProcessor.class) {
            throw new ConfigurationException(
                "model %s: the preprocessor before layer %d is a %s, expected CnnToFeedForwardPreProcessor or FeedForwardToCnnPreProcessor; between a one-dimensional convolution and a dense layer put a GlobalPoolingLayer"
                    .formatted(name, layer, type.getSimpleName()));
          }
        });
    return preProcessors;
  }

  private static long[] inputSizes(MultiLayerConfiguration configuration) {
    return configuration.getConfs().stream()
        .map(NeuralNetConfiguration::getLayer)
        .mapToLong(layer -> layer instanceof FeedForwardLayer sized ? sized.getNIn() : 0)
        .toArray();
  }

  /** An input size left out (0) follows from the samples; a given one must agree with them. */
  private static void checkInputSizes(
      String name, MultiLayerConfiguration fitted, long[] given, String shape) {
    long[] expected = inputSizes(fitted);
    for (int i = 0; i < given.length; i++) {
      if (given[i] > 0 && given[i] != expected[i]) {
        throw new ConfigurationException(
            "model %s: %s takes nIn = %d inputs, but on samples of %s (channels x rows x columns) it is given %d; set nIn to %d, or to 0 to have it found"
                .formatted(
                    name,
                    SupportedLayers.describe(i, layer(fitted, i)),
                    given[i],
                    shape,
                    expected[i],
                    expected[i]));
      }
    }
  }

  private static Layer layer(MultiLayerConfiguration configuration, int index) {
    return configuration.getConf(index).getLayer();
  }

  static ConfigurationException misfit(
      String name, int channels, int height, int width, RuntimeException refused) {
    return new ConfigurationException(
        "model %s: Deeplearning4j cannot build it on samples of %d channels x %d rows x %d columns: %s"
            .formatted(name, channels, height, width, NetworkText.reason(refused)),
        refused);
  }
}
