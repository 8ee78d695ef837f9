package org.hyperprism.model.dl4j;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.Convolution2D;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.model.ChosenParts;
import org.hyperprism.model.ModelPart;
import org.hyperprism.model.ParameterBlock;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The parameters of a network one after the other, with their parts and their start.
 *
 * <p>Deeplearning4j's own initialisers are run once, with a listener in place of each random weight
 * initialisation: so places and fan-in and fan-out are Deeplearning4j's, and the random numbers
 * ours. What the listener was not asked for (biases, gains, running statistics) starts with the
 * constant that the initialiser left there.
 */
final class ParameterBlocks {

  private static final List<String> STATISTICS =
      List.of(
          BatchNormalizationParamInitializer.GLOBAL_MEAN,
          BatchNormalizationParamInitializer.GLOBAL_VAR,
          BatchNormalizationParamInitializer.GLOBAL_LOG_STD);

  /** A model, its start and its gradient. */
  private static final int COPIES_TO_TRY = 3;

  private ParameterBlocks() {}

  /** The blocks in order; {@code network} is changed and of no further use. */
  static List<ParameterBlock> of(
      String model, MultiLayerConfiguration network, List<ModelPart> chosen) {
    List<ParameterBlock> blocks = new ArrayList<>();
    checkSize(model, network);
    for (int i = 0; i < network.getConfs().size(); i++) {
      blocks.addAll(layer(model, network, i));
    }
    List<String> trained = ImportedNetworks.trainedLayers(blocks);
    ChosenParts.check(chosen, trained);
    if (chosen.isEmpty()) {
      return blocks;
    }
    return blocks.stream()
        .map(
            block ->
                block.part().isTrained()
                    ? new ParameterBlock(
                        block.layer(),
                        block.parameter(),
                        chosen.get(trained.indexOf(block.layer())),
                        block.length(),
                        block.initial())
                    : block)
        .toList();
  }

  private static void checkSize(String model, MultiLayerConfiguration network) {
    double parameters = 0;
    for (NeuralNetConfiguration configuration : network.getConfs()) {
      parameters += count(configuration.getLayer());
    }
    if (parameters > Integer.MAX_VALUE) {
      throw new ConfigurationException(
          "model %s: the network has %.0f parameters, expected at most %d; make its widest layers smaller"
              .formatted(model, parameters, Integer.MAX_VALUE));
    }
    double bytes = COPIES_TO_TRY * Float.BYTES * parameters;
    double heap = Runtime.getRuntime().maxMemory();
    if (bytes > heap) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "model %s: the network has %.0f parameters; to try it takes %.0f MB, and this Java has %.0f MB; make its widest layers smaller, or give Java more memory (HYPERPRISM_HEAP)",
              model,
              parameters,
              bytes / 1e6,
              heap / 1e6));
    }
  }

  /** Deeplearning4j multiplies sizes without looking whether the product still fits. */
  private static double count(Layer layer) {
    double product = 0;
    if (layer instanceof DenseLayer || layer instanceof OutputLayer) {
      product = (double) ((FeedForwardLayer) layer).getNIn() * ((FeedForwardLayer) layer).getNOut();
    } else if (layer.getClass() == ConvolutionLayer.class
        || layer.getClass() == Convolution2D.class) {
      ConvolutionLayer convolution = (ConvolutionLayer) layer;
      product = (double) convolution.getNIn() * convolution.getNOut();
      for (int size : convolution.getKernelSize()) {
        product *= size;
      }
    }
    return product > Integer.MAX_VALUE * 0x1p30 ? product : layer.initializer().numParams(layer);
  }

  private static List<ParameterBlock> layer(
      String model, MultiLayerConfiguration network, int index) {
    NeuralNetConfiguration configuration = network.getConf(index);
    Layer layer = configuration.getLayer();
    String name = SupportedLayers.describe(index, layer);
    long parameters = layer.initializer().numParams(layer);
    if (parameters == 0) {
      return List.of();
    }
    RecordedInitialisation recorded =
        RecordedInitialisation.in((BaseLayer) layer, "model %s: %s".formatted(model, name));
    INDArray all = Nd4j.create(DataType.FLOAT, 1, parameters);
    Map<String, INDArray> views = layer.initializer().init(configuration, all, true);
    List<Map.Entry<String, INDArray>> inOrder = new ArrayList<>(views.entrySet());
    inOrder.sort(Comparator.comparingLong(entry -> entry.getValue().offset()));
    List<ParameterBlock> blocks = new ArrayList<>();
    long end = 0;
    for (Map.Entry<String, INDArray> entry : inOrder) {
      INDArray view = entry.getValue();
      if (view.offset() != end) {
        throw new IllegalStateException(
            "%s: parameters of %s leave a gap before %s".formatted(model, name, entry.getKey()));
      }
      end += view.length();
      blocks.add(
          new ParameterBlock(
              name,
              entry.getKey(),
              part(network, index, entry.getKey()),
              Math.toIntExact(view.length()),
              recorded.at(view)));
    }
    if (end != parameters) {
      throw new IllegalStateException(
          "%s: %s has %d parameters, but %d in its table".formatted(model, name, parameters, end));
    }
    all.close();
    return blocks;
  }

  private static ModelPart part(MultiLayerConfiguration network, int index, String parameter) {
    Layer layer = network.getConf(index).getLayer();
    return switch (SupportedLayers.kind(layer)) {
      case CONVOLUTION, CONVOLUTION_OF_SEQUENCES -> ModelPart.REPRESENTATION;
      case NORMALISATION ->
          STATISTICS.contains(parameter) ? ModelPart.STATISTICS : partAround(network, index);
      default -> ModelPart.DECISION;
    };
  }

  /** The part of what a normalisation normalises; without any, of what it normalises for. */
  private static ModelPart partAround(MultiLayerConfiguration network, int index) {
    for (int before = index - 1; before >= 0; before--) {
      SupportedLayers.Kind kind = SupportedLayers.kind(network.getConf(before).getLayer());
      if (kind.convolves()) {
        return ModelPart.REPRESENTATION;
      }
      if (kind == SupportedLayers.Kind.DENSE) {
        return ModelPart.DECISION;
      }
    }
    for (int after = index + 1; after < network.getConfs().size(); after++) {
      SupportedLayers.Kind kind = SupportedLayers.kind(network.getConf(after).getLayer());
      if (kind.convolves()) {
        return ModelPart.REPRESENTATION;
      }
    }
    return ModelPart.DECISION;
  }
}
