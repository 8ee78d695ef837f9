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
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.impl.layers.convolution.Conv2D;
import org.nd4j.linalg.api.ops.impl.layers.convolution.DeConv2D;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A convolution with stride 1, without padding and without an activation function, whose way back
 * does not compute its output again. As the first layer it leaves out the gradient by its input.
 * Without oneDNN's helpers it is Deeplearning4j's own.
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

    /** Samples in one call: what it reads and writes then stays in a core's cache. */
    private static final int FORWARD_TOGETHER = 32;

    private static final int BACKWARD_TOGETHER = 16;

    private final boolean first;
    private transient @Nullable OpContext forwardContext;
    private transient @Nullable OpContext inputGradientContext;
    private transient @Nullable OpContext weightGradientContext;

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
      int[] kernel = layerConf().getKernelSize();
      INDArray weights = getParam(ConvolutionParamInitializer.WEIGHT_KEY);
      long samples = input.size(0);
      INDArray output =
          workspaces.createUninitialized(
              ArrayType.ACTIVATIONS,
              DataType.FLOAT,
              samples,
              weights.size(0),
              input.size(2) - kernel[0] + 1,
              input.size(3) - kernel[1] + 1);
      OpContext context = forwardContext;
      if (context == null) {
        context = context(kernel[0], kernel[1]);
        forwardContext = context;
      }
      for (long from = 0; from < samples; from += FORWARD_TOGETHER) {
        INDArrayIndex some =
            NDArrayIndex.interval(from, Math.min(samples, from + FORWARD_TOGETHER));
        context.purge();
        context.setInputArray(0, input.get(some));
        context.setInputArray(1, weights);
        context.setInputArray(2, getParam(ConvolutionParamInitializer.BIAS_KEY));
        context.setOutputArray(0, output.get(some));
        Nd4j.exec(new Conv2D(), context);
      }
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
      return new Pair<>(gradient, first ? null : inputGradient(outputGradient, workspaces));
    }

    /** The sums over samples, rows and columns as two products with ones, faster than as sums. */
    private static void computeBiasGradient(
        INDArray outputGradient, INDArray biasGradient, LayerWorkspaceMgr workspaces) {
      long samples = outputGradient.size(0);
      long channels = outputGradient.size(1);
      long pixels = outputGradient.size(2) * outputGradient.size(3);
      INDArray ones =
          workspaces
              .create(
                  ArrayType.BP_WORKING_MEM,
                  DataType.FLOAT,
                  new long[] {Math.max(samples, pixels), 1},
                  'c')
              .addi(1);
      INDArray sums =
          workspaces.createUninitialized(
              ArrayType.BP_WORKING_MEM, DataType.FLOAT, new long[] {samples * channels, 1}, 'c');
      outputGradient
          .reshape('c', samples * channels, pixels)
          .mmuli(ones.get(NDArrayIndex.interval(0, pixels)), sums);
      ones.get(NDArrayIndex.interval(0, samples))
          .transpose()
          .mmuli(sums.reshape('c', samples, channels), biasGradient.reshape('c', 1, channels));
    }

    /**
     * gradient[o][c][k][l] is the sum over n, y, x of input[n][c][y + k][x + l] outputGradient[n]
     * [o][y][x]: a convolution too, with samples and channels in each other's place. ND4J's own
     * operation computes the gradient by the input beside it, and is slower for that and by itself.
     */
    private void computeWeightGradient(
        INDArray outputGradient, INDArray weightGradient, LayerWorkspaceMgr workspaces) {
      long samples = input.size(0);
      INDArray part =
          workspaces.createUninitialized(
              ArrayType.BP_WORKING_MEM, DataType.FLOAT, weightGradient.shape());
      for (long from = 0; from < samples; from += BACKWARD_TOGETHER) {
        INDArrayIndex some =
            NDArrayIndex.interval(from, Math.min(samples, from + BACKWARD_TOGETHER));
        convolve(
            input.get(some).permute(1, 0, 2, 3),
            outputGradient.get(some).permute(1, 0, 2, 3),
            (from == 0 ? weightGradient : part).permute(1, 0, 2, 3));
        if (from > 0) {
          weightGradient.addi(part);
        }
      }
    }

    /** The transposed convolution. */
    private INDArray inputGradient(INDArray outputGradient, LayerWorkspaceMgr workspaces) {
      INDArray inputGradient =
          workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, DataType.FLOAT, input.shape());
      OpContext context = inputGradientContext;
      if (context == null) {
        int[] kernel = layerConf().getKernelSize();
        context = context(kernel[0], kernel[1]);
        inputGradientContext = context;
      }
      context.purge();
      context.setInputArray(0, outputGradient);
      context.setInputArray(1, getParam(ConvolutionParamInitializer.WEIGHT_KEY));
      context.setOutputArray(0, inputGradient);
      Nd4j.exec(new DeConv2D(), context);
      return inputGradient;
    }

    private void convolve(INDArray image, INDArray kernel, INDArray result) {
      OpContext context = weightGradientContext;
      if (context == null) {
        context = context(kernel.size(2), kernel.size(3));
        weightGradientContext = context;
      }
      context.purge();
      context.setInputArray(0, image);
      context.setInputArray(1, kernel);
      context.setOutputArray(0, result);
      Nd4j.exec(new Conv2D(), context);
    }

    private static OpContext context(long rows, long columns) {
      OpContext context = Nd4j.getExecutioner().buildContext();
      // Kernel, stride, padding, dilation; no padding mode; channels first, in the weights too.
      context.setIArguments(rows, columns, 1, 1, 0, 0, 1, 1, 0, 0, 1);
      return context;
    }
  }
}
