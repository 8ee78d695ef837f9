package org.hyperprism.model.dl4j;

import java.util.Collection;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A convolution with stride 1, without padding and without an activation function, whose backward
 * pass does not compute its output again. As the first layer it leaves out the gradient by its
 * input. Without oneDNN's helpers it is Deeplearning4j's own.
 */
final class LeanConvolution extends ConvolutionLayer {

  private static final long serialVersionUID = 1L;

  private final boolean first;

  LeanConvolution(ConvolutionLayer.Builder layer, boolean first) {
    super(layer);
    this.first = first;
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration configuration,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    Computation layer = new Computation(configuration, type, first);
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(parameters);
    layer.setParamTable(initializer().init(configuration, parameters, initialize));
    layer.setConf(configuration);
    return layer;
  }

  private static final class Computation
      extends org.deeplearning4j.nn.layers.convolution.ConvolutionLayer {

    private static final long serialVersionUID = 1L;

    /**
     * Bytes of images and output gradients in one call for the weight gradient: what it reads then
     * stays in a core's cache.
     */
    private static final long READ_TOGETHER = 1 << 20;

    private final boolean first;
    private transient @Nullable NativeConvolution forward;
    private transient @Nullable NativeConvolution overSamples;
    private transient @Nullable TransposedConvolution backward;

    Computation(NeuralNetConfiguration configuration, DataType type, boolean first) {
      super(configuration, type);
      this.first = first;
    }

    @Override
    protected Pair<INDArray, INDArray> preOutput(
        boolean training, boolean forBackprop, LayerWorkspaceMgr workspaces) {
      if (helper == null) {
        return super.preOutput(training, forBackprop, workspaces);
      }
      INDArray weights = getParam(ConvolutionParamInitializer.WEIGHT_KEY);
      INDArray output =
          ChannelsLast.create(
              workspaces,
              ArrayType.ACTIVATIONS,
              input.size(0),
              weights.size(0),
              input.size(2) - weights.size(2) + 1,
              input.size(3) - weights.size(3) + 1);
      NativeConvolution convolution = forward;
      if (convolution == null) {
        convolution = new NativeConvolution(weights.size(2), weights.size(3), 0, 0);
        forward = convolution;
      }
      convolution.compute(input, weights, getParam(ConvolutionParamInitializer.BIAS_KEY), output);
      return new Pair<>(output, null);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(
        INDArray outputGradient, LayerWorkspaceMgr workspaces) {
      if (helper == null) {
        return super.backpropGradient(outputGradient, workspaces);
      }
      INDArray weightGradient =
          Objects.requireNonNull(gradientViews.get(ConvolutionParamInitializer.WEIGHT_KEY));
      INDArray biasGradient =
          Objects.requireNonNull(gradientViews.get(ConvolutionParamInitializer.BIAS_KEY));
      computeBiasGradient(outputGradient, biasGradient, workspaces);
      computeWeightGradient(outputGradient, weightGradient, workspaces);
      Gradient gradient = new DefaultGradient();
      gradient.setGradientFor(ConvolutionParamInitializer.BIAS_KEY, biasGradient);
      gradient.setGradientFor(ConvolutionParamInitializer.WEIGHT_KEY, weightGradient);
      return new Pair<>(gradient, first ? null : computeInputGradient(outputGradient, workspaces));
    }

    /** The sums over samples, rows and columns as a product with ones, faster than as sums. */
    private static void computeBiasGradient(
        INDArray outputGradient, INDArray biasGradient, LayerWorkspaceMgr workspaces) {
      long channels = outputGradient.size(1);
      long pixels = outputGradient.length() / channels;
      INDArray ones =
          workspaces
              .create(ArrayType.BP_WORKING_MEM, DataType.FLOAT, new long[] {1, pixels}, 'c')
              .addi(1);
      Nd4j.gemm(
          ones,
          ChannelsLast.pixels(outputGradient).reshape('c', pixels, channels),
          biasGradient.reshape('c', 1, channels),
          false,
          false,
          1,
          0);
    }

    /**
     * gradient[o][c][k][l] is the sum over n, y, x of input[n][c][y + k][x + l] outputGradient[n]
     * [o][y][x]: a convolution too, with samples and channels in each other's place. ND4J's own
     * operation computes the gradient by the input beside it, and is slower for that and by itself.
     */
    private void computeWeightGradient(
        INDArray outputGradient, INDArray weightGradient, LayerWorkspaceMgr workspaces) {
      long samples = input.size(0);
      long together = together(outputGradient);
      NativeConvolution convolution = overSamples;
      if (convolution == null) {
        convolution = new NativeConvolution(outputGradient.size(2), outputGradient.size(3), 0, 0);
        overSamples = convolution;
      }
      INDArray part =
          workspaces.createUninitialized(
              ArrayType.BP_WORKING_MEM, DataType.FLOAT, weightGradient.shape());
      for (long from = 0; from < samples; from += together) {
        INDArrayIndex some = NDArrayIndex.interval(from, Math.min(samples, from + together));
        convolution.compute(
            input.get(some).permute(1, 0, 2, 3),
            outputGradient.get(some).permute(1, 0, 2, 3),
            (from == 0 ? weightGradient : part).permute(1, 0, 2, 3));
        if (from > 0) {
          weightGradient.addi(part);
        }
      }
    }

    /** Samples in one call for the weight gradient, a power of two. */
    private long together(INDArray outputGradient) {
      long sample = Float.BYTES * (input.length() + outputGradient.length()) / input.size(0);
      return Math.max(1, Long.highestOneBit(READ_TOGETHER / sample));
    }

    private INDArray computeInputGradient(INDArray outputGradient, LayerWorkspaceMgr workspaces) {
      INDArray inputGradient =
          ChannelsLast.createLike(input, workspaces, ArrayType.ACTIVATION_GRAD);
      INDArray weights = getParam(ConvolutionParamInitializer.WEIGHT_KEY);
      TransposedConvolution convolution = backward;
      if (convolution == null) {
        convolution = new TransposedConvolution(weights.size(2), weights.size(3));
        backward = convolution;
      }
      convolution.compute(outputGradient, weights, inputGradient, workspaces);
      return inputGradient;
    }
  }
}
