package org.hyperprism.model.dl4j;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Convolution1D;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.Convolution2D;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.Pooling1D;
import org.deeplearning4j.nn.conf.layers.Pooling2D;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.deeplearning4j.nn.conf.layers.Subsampling1DLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling1D;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.ZeroPadding1DLayer;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping1D;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.model.ClassScores;
import org.hyperprism.model.SampleForm;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationRReLU;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossNegativeLogLikelihood;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;

/**
 * Which layers of Deeplearning4j can be trained here, and with which settings.
 *
 * <p>The list names every type that was tried; a type not on it may keep parameters whose power
 * mean means nothing (the centres of CenterLossOutputLayer), change its weights outside of the
 * gradient, or need samples that are not images or tables.
 */
final class SupportedLayers {

  /** What a layer is. */
  enum Kind {
    CONVOLUTION(SampleForm.IMAGE),
    CONVOLUTION_OF_SEQUENCES(SampleForm.SEQUENCE),
    RESHAPING(SampleForm.IMAGE),
    RESHAPING_OF_SEQUENCES(SampleForm.SEQUENCE),
    DENSE(SampleForm.FEATURES),
    OUTPUT(SampleForm.FEATURES),
    NORMALISATION(null),
    ELEMENTWISE(null);

    private final @Nullable SampleForm form;

    Kind(@Nullable SampleForm form) {
      this.form = form;
    }

    boolean convolves() {
      return this == CONVOLUTION || this == CONVOLUTION_OF_SEQUENCES;
    }
  }

  private static final Map<Class<? extends Layer>, Kind> KINDS =
      Map.ofEntries(
          Map.entry(ConvolutionLayer.class, Kind.CONVOLUTION),
          Map.entry(Convolution2D.class, Kind.CONVOLUTION),
          Map.entry(Deconvolution2D.class, Kind.CONVOLUTION),
          Map.entry(SeparableConvolution2D.class, Kind.CONVOLUTION),
          Map.entry(DepthwiseConvolution2D.class, Kind.CONVOLUTION),
          Map.entry(Convolution1DLayer.class, Kind.CONVOLUTION_OF_SEQUENCES),
          Map.entry(Convolution1D.class, Kind.CONVOLUTION_OF_SEQUENCES),
          Map.entry(SubsamplingLayer.class, Kind.RESHAPING),
          Map.entry(Pooling2D.class, Kind.RESHAPING),
          Map.entry(Upsampling2D.class, Kind.RESHAPING),
          Map.entry(ZeroPaddingLayer.class, Kind.RESHAPING),
          Map.entry(Cropping2D.class, Kind.RESHAPING),
          Map.entry(LocalResponseNormalization.class, Kind.RESHAPING),
          Map.entry(GlobalPoolingLayer.class, Kind.RESHAPING),
          Map.entry(Subsampling1DLayer.class, Kind.RESHAPING_OF_SEQUENCES),
          Map.entry(Pooling1D.class, Kind.RESHAPING_OF_SEQUENCES),
          Map.entry(Upsampling1D.class, Kind.RESHAPING_OF_SEQUENCES),
          Map.entry(ZeroPadding1DLayer.class, Kind.RESHAPING_OF_SEQUENCES),
          Map.entry(Cropping1D.class, Kind.RESHAPING_OF_SEQUENCES),
          Map.entry(DenseLayer.class, Kind.DENSE),
          Map.entry(OutputLayer.class, Kind.OUTPUT),
          Map.entry(LossLayer.class, Kind.OUTPUT),
          Map.entry(BatchNormalization.class, Kind.NORMALISATION),
          Map.entry(ActivationLayer.class, Kind.ELEMENTWISE));

  /** All three are the cross-entropy of softmax probabilities; they differ in the labels' form. */
  private static final Set<Class<?>> CROSS_ENTROPIES =
      Set.of(LossMCXENT.class, LossNegativeLogLikelihood.class, LossSparseMCXENT.class);

  private SupportedLayers() {}

  /** A layer as people know it: its place from 0, its type, and its name if it has one. */
  static String describe(int index, Layer layer) {
    String name = layer.getLayerName();
    return "layer %d (%s%s)"
        .formatted(index, layer.getClass().getSimpleName(), name == null ? "" : ", '" + name + "'");
  }

  static Kind kind(Layer layer) {
    Kind kind = KINDS.get(layer.getClass());
    if (kind == null) {
      throw new IllegalArgumentException(layer.getClass().getName());
    }
    return kind;
  }

  /** What the first layer or preprocessor that cares takes. */
  static SampleForm sampleForm(
      MultiLayerConfiguration network, Map<Integer, InputPreProcessor> preProcessors) {
    for (int i = 0; i < network.getConfs().size(); i++) {
      InputPreProcessor preProcessor = preProcessors.get(i);
      if (preProcessor instanceof CnnToFeedForwardPreProcessor) {
        return SampleForm.IMAGE;
      }
      SampleForm form = kind(network.getConf(i).getLayer()).form;
      if (form != null) {
        return preProcessor == null || i == 0 ? form : SampleForm.FEATURES;
      }
    }
    return SampleForm.FEATURES;
  }

  /** Refuses what cannot be trained here, and gives the output layer the loss of the zoo's. */
  static void check(String model, MultiLayerConfiguration network, int classes) {
    List<NeuralNetConfiguration> layers = network.getConfs();
    if (layers.isEmpty()) {
      throw new ConfigurationException(
          "model %s: the network has no layers; expected at least an OutputLayer".formatted(model));
    }
    for (int i = 0; i < layers.size(); i++) {
      if (layers.get(i) == null || layers.get(i).getLayer() == null) {
        throw new ConfigurationException(
            "model %s: confs[%d] has no layer; expected one that Deeplearning4j wrote"
                .formatted(model, i));
      }
      Layer layer = layers.get(i).getLayer();
      Place place = new Place(model, describe(i, layer));
      if (!KINDS.containsKey(layer.getClass())) {
        throw place.refuse(
            "is of a type that cannot be trained here",
            "known types: "
                + KINDS.keySet().stream()
                    .map(Class::getSimpleName)
                    .sorted()
                    .collect(Collectors.joining(", ")));
      }
      checkGlobal(place, layers.get(i));
      checkLayer(place, layer);
      boolean last = i == layers.size() - 1;
      if (last != (kind(layer) == Kind.OUTPUT)) {
        throw place.refuse(
            last ? "is the last layer and has no loss" : "has a loss and is not the last layer",
            "end the network, and only end it, with an OutputLayer (softmax, MCXENT)");
      }
      if (last) {
        checkOutput(place, layer, classes);
      }
    }
  }

  private static void checkGlobal(Place place, NeuralNetConfiguration configuration) {
    if (configuration.getDataType() != DataType.FLOAT) {
      throw place.refuse(
          "computes in " + configuration.getDataType(),
          "build the network with dataType(DataType.FLOAT); models are 32-bit here");
    }
    if (!configuration.isMiniBatch()) {
      throw place.refuse("has miniBatch false", "build the network with miniBatch(true)");
    }
    if (!configuration.isMinimize()) {
      throw place.refuse("has minimize false", "build the network with minimize(true)");
    }
  }

  private static void checkLayer(Place place, Layer layer) {
    if (layer instanceof FeedForwardLayer sized) {
      boolean hasOutputs =
          kind(layer).convolves() || kind(layer) == Kind.DENSE || layer instanceof OutputLayer;
      boolean inferred = layer instanceof DepthwiseConvolution2D;
      if (sized.getNIn() < 0 || sized.getNOut() < (hasOutputs && !inferred ? 1 : 0)) {
        throw place.refuse(
            "has nIn %d and nOut %d".formatted(sized.getNIn(), sized.getNOut()),
            "build it with positive sizes; nIn may be 0 to have it found");
      }
      // Their product, the number of weights, would overflow.
      if (Math.max(sized.getNIn(), sized.getNOut()) > Integer.MAX_VALUE) {
        throw place.refuse(
            "has nIn %d and nOut %d".formatted(sized.getNIn(), sized.getNOut()),
            "build it with sizes of at most " + Integer.MAX_VALUE);
      }
    }
    if (layer.getIDropout() != null) {
      throw place.refuse(
          "has dropout (" + layer.getIDropout().getClass().getSimpleName() + ")",
          "leave dropout out: gradients here are functions of weights and samples alone");
    }
    if (layer.getConstraints() != null && !layer.getConstraints().isEmpty()) {
      throw place.refuse(
          "has constraints " + layer.getConstraints(),
          "leave constraints out: averaged models would not keep them");
    }
    if (layer instanceof BaseLayer base) {
      checkWeights(place, base);
    }
    IActivation activation =
        layer instanceof BaseLayer base
            ? base.getActivationFn()
            : layer instanceof ActivationLayer function ? function.getActivationFn() : null;
    if (activation instanceof ActivationRReLU) {
      throw place.refuse("has the random activation RRELU", "take LEAKYRELU instead");
    }
    CNN2DFormat format =
        layer instanceof ConvolutionLayer convolution
            ? convolution.getCnn2dDataFormat()
            : layer instanceof SubsamplingLayer pooling
                ? pooling.getCnn2dDataFormat()
                : layer instanceof BatchNormalization normalisation
                    ? normalisation.getCnn2DFormat()
                    : CNN2DFormat.NCHW;
    if (format == CNN2DFormat.NHWC) {
      throw place.refuse("has its channels last (NHWC)", "build it with CNN2DFormat.NCHW");
    }
    if (layer instanceof BatchNormalization normalisation && !normalisation.isMinibatch()) {
      throw place.refuse("has minibatch false", "build it with minibatch(true)");
    }
  }

  private static void checkWeights(Place place, BaseLayer layer) {
    // As 32-bit numbers, which models are of.
    if (!Float.isFinite((float) layer.getBiasInit())
        || !Float.isFinite((float) layer.getGainInit())) {
      throw place.refuse(
          "has biasInit %s and gainInit %s".formatted(layer.getBiasInit(), layer.getGainInit()),
          "build it with finite numbers of at most " + Float.MAX_VALUE);
    }
    if (!isEmpty(layer.getRegularization()) || !isEmpty(layer.getRegularizationBias())) {
      throw place.refuse(
          "has l1, l2 or weight decay",
          "leave them out: a step here follows the gradient of the cross-entropy alone");
    }
    GradientNormalization normalisation = layer.getGradientNormalization();
    if (normalisation != null && normalisation != GradientNormalization.None) {
      throw place.refuse(
          "has gradient normalization " + normalisation,
          "leave it out: a step here follows the gradient as it is");
    }
    if (layer.getWeightNoise() != null) {
      throw place.refuse(
          "has weight noise",
          "leave it out: gradients here are functions of weights and samples alone");
    }
  }

  private static boolean isEmpty(@Nullable List<?> list) {
    return list == null || list.isEmpty();
  }

  private static void checkOutput(Place place, Layer layer, int classes) {
    BaseLayer output = (BaseLayer) layer;
    if (layer instanceof OutputLayer dense && dense.getNOut() != classes) {
      throw place.refuse(
          "has nOut = " + dense.getNOut(),
          "the data set has " + classes + " classes: set nOut to it");
    }
    if (!(output.getActivationFn() instanceof ActivationSoftmax)) {
      throw place.refuse(
          "ends in the activation " + output.getActivationFn(),
          "end it in SOFTMAX: what is measured is the cross-entropy of class probabilities");
    }
    ILossFunction loss =
        layer instanceof OutputLayer dense ? dense.getLossFn() : ((LossLayer) layer).getLossFn();
    if (loss == null || !CROSS_ENTROPIES.contains(loss.getClass())) {
      throw place.refuse("has the loss " + loss, "take LossFunctions.LossFunction.MCXENT");
    }
    if (((LossMCXENT) loss).getWeights() != null) {
      throw place.refuse(
          "weights the classes in its loss",
          "take MCXENT without weights: all samples count alike");
    }
    ILossFunction ours = new LossMCXENT(ClassScores.SMALLEST_PROBABILITY, null);
    if (layer instanceof OutputLayer dense) {
      dense.setLossFn(ours);
    } else {
      ((LossLayer) layer).setLossFn(ours);
    }
  }

  /** Where something stands in a model, for messages. */
  private record Place(String model, String layer) {
    ConfigurationException refuse(String given, String remedy) {
      return new ConfigurationException(
          "model %s: %s %s; %s".formatted(model, layer, given, remedy));
    }
  }
}
