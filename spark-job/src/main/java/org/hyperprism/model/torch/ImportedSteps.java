package org.hyperprism.model.torch;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Convolution2D;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.Pooling2D;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.hyperprism.model.ImportedModel;
import org.hyperprism.model.SampleForm;
import org.hyperprism.model.dl4j.ImportedNetworks;
import org.hyperprism.model.torch.NetworkStep.Activation;
import org.hyperprism.model.torch.NetworkStep.Extent;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSELU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftPlus;
import org.nd4j.linalg.activations.impl.ActivationSoftSign;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/**
 * Users' networks as steps for libtorch.
 *
 * <p>Translated are the layers that mean the same in both libraries to the last setting; a network
 * with any other (separable convolutions, padding by {@code ConvolutionMode.Same} that is not
 * symmetric, sequences, ...) is left to Deeplearning4j.
 */
final class ImportedSteps {

  private final List<NetworkStep> steps = new ArrayList<>();

  private ImportedSteps() {}

  static NetworkSteps of(ImportedModel model) {
    if (model.sampleForm() == SampleForm.SEQUENCE) {
      return NetworkSteps.none("it takes samples as sequences");
    }
    MultiLayerConfiguration network = ImportedNetworks.configuration(model);
    ImportedSteps translation = new ImportedSteps();
    for (int i = 0; i < network.getConfs().size(); i++) {
      Layer layer = network.getConf(i).getLayer();
      if (!translation.addPreProcessor(network.getInputPreProcess(i))
          || !translation.addLayer(layer)) {
        return NetworkSteps.none(
            "layer %d (%s), or a setting of it, has no counterpart in libtorch"
                .formatted(i, layer.getClass().getSimpleName()));
      }
    }
    return NetworkSteps.complete(translation.steps);
  }

  private boolean addPreProcessor(@Nullable InputPreProcessor given) {
    if (given instanceof CnnToFeedForwardPreProcessor) {
      return add(new NetworkStep.Flattening());
    }
    return given == null;
  }

  private boolean addLayer(Layer layer) {
    Class<? extends Layer> type = layer.getClass();
    if (type == ConvolutionLayer.class || type == Convolution2D.class) {
      ConvolutionLayer convolution = (ConvolutionLayer) layer;
      return addConvolution(convolution) && addActivation(convolution.getActivationFn());
    }
    if (type == SubsamplingLayer.class || type == Pooling2D.class) {
      return addPooling((SubsamplingLayer) layer);
    }
    if (layer instanceof GlobalPoolingLayer pooling) {
      return pooling.getPoolingType() == PoolingType.AVG
          && pooling.isCollapseDimensions()
          && add(new NetworkStep.GlobalAverage());
    }
    if (layer instanceof ZeroPaddingLayer padding) {
      int[] zeros = padding.getPadding();
      return add(new NetworkStep.ZeroPadding(zeros[0], zeros[1], zeros[2], zeros[3]));
    }
    if (layer instanceof DenseLayer dense) {
      return !dense.hasLayerNorm()
          && addDense(dense.getNIn(), dense.getNOut(), dense.hasBias())
          && addActivation(dense.getActivationFn());
    }
    if (layer instanceof BatchNormalization normalisation) {
      return addNormalisation(normalisation);
    }
    if (layer instanceof ActivationLayer function) {
      return addActivation(function.getActivationFn());
    }
    // The softmax and the loss are the oracle's.
    return layer instanceof OutputLayer output
        ? addDense(output.getNIn(), output.getNOut(), output.hasBias())
        : layer instanceof LossLayer;
  }

  private boolean addConvolution(ConvolutionLayer layer) {
    Extent kernel = Extent.of(layer.getKernelSize());
    Extent stride = Extent.of(layer.getStride());
    Extent padding = Extent.of(layer.getPadding());
    Extent dilation = Extent.of(layer.getDilation());
    if (layer.getConvolutionMode() == ConvolutionMode.Same) {
      int rows = dilation.rows() * (kernel.rows() - 1);
      int columns = dilation.columns() * (kernel.columns() - 1);
      if (!stride.equals(Extent.square(1)) || rows % 2 != 0 || columns % 2 != 0) {
        return false;
      }
      padding = new Extent(rows / 2, columns / 2);
    } else if (!isPlain(layer.getConvolutionMode())) {
      return false;
    }
    return add(
        new NetworkStep.Convolution(
            Math.toIntExact(layer.getNIn()),
            Math.toIntExact(layer.getNOut()),
            kernel,
            stride,
            padding,
            dilation,
            layer.hasBias()));
  }

  private boolean addPooling(SubsamplingLayer layer) {
    Extent kernel = Extent.of(layer.getKernelSize());
    Extent stride = Extent.of(layer.getStride());
    Extent padding = Extent.of(layer.getPadding());
    Extent dilation = Extent.of(layer.getDilation());
    if (!isPlain(layer.getConvolutionMode()) || !dilation.equals(Extent.square(1))) {
      return false;
    }
    boolean unpadded = padding.equals(Extent.square(0));
    return switch (layer.getPoolingType()) {
      case MAX ->
          2 * padding.rows() <= kernel.rows()
              && 2 * padding.columns() <= kernel.columns()
              && add(new NetworkStep.MaximumPooling(kernel, stride, padding, dilation));
      case AVG -> unpadded && add(new NetworkStep.AveragePooling(kernel, stride));
      case SUM, PNORM -> false;
    };
  }

  /** Whether the padding is the one given and what fills no window is left out. */
  private static boolean isPlain(ConvolutionMode mode) {
    return mode == ConvolutionMode.Truncate || mode == ConvolutionMode.Strict;
  }

  private boolean addDense(long inputs, long outputs, boolean biased) {
    return add(new NetworkStep.Dense(Math.toIntExact(inputs), Math.toIntExact(outputs), biased));
  }

  private boolean addNormalisation(BatchNormalization layer) {
    return add(
        new NetworkStep.Normalisation(
            Math.toIntExact(layer.getNOut()),
            layer.getEps(),
            layer.getDecay(),
            !layer.isLockGammaBeta(),
            layer.getGamma(),
            layer.getBeta(),
            layer.isUseLogStd()));
  }

  private boolean addActivation(IActivation function) {
    if (function instanceof ActivationIdentity) {
      return true;
    }
    if (function instanceof ActivationReLU relu) {
      return isZeroOrMissing(relu.getMax())
          && isZeroOrMissing(relu.getThreshold())
          && isZeroOrMissing(relu.getNegativeSlope())
          && add(Activation.RELU);
    }
    if (function instanceof ActivationLReLU leaky) {
      return add(new NetworkStep.LeakyRelu(leaky.getAlpha()));
    }
    if (function instanceof ActivationELU exponential) {
      return exponential.getAlpha() == ActivationELU.DEFAULT_ALPHA && add(Activation.ELU);
    }
    Activation same =
        function instanceof ActivationSigmoid
            ? Activation.SIGMOID
            : function instanceof ActivationTanH
                ? Activation.TANH
                : function instanceof ActivationSoftPlus
                    ? Activation.SOFTPLUS
                    : function instanceof ActivationSoftSign
                        ? Activation.SOFTSIGN
                        : function instanceof ActivationSwish
                            ? Activation.SWISH
                            : function instanceof ActivationSELU ? Activation.SELU : null;
    return same != null && add(same);
  }

  private static boolean isZeroOrMissing(@Nullable Double value) {
    return value == null || value == 0;
  }

  private boolean add(NetworkStep step) {
    return steps.add(step);
  }
}
