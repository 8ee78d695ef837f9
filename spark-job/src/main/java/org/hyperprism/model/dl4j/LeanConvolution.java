package org.hyperprism.model.dl4j;

import java.util.Collection;
import java.util.Objects;
import java.util.stream.IntStream;
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
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.impl.layers.convolution.Conv2D;
import org.nd4j.linalg.api.ops.impl.shape.Gather;
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

    /**
     * Bytes of images and output gradients in one call for the weight gradient: what it reads then
     * stays in a core's cache.
     */
    private static final long READ_TOGETHER = 1 << 20;

    private final boolean first;
    private transient @Nullable OpContext forwardContext;
    private transient @Nullable OpContext inputGradientContext;
    private transient @Nullable OpContext weightGradientContext;
    private transient @Nullable OpContext reversalContext;
    private transient @Nullable INDArray placesFromLast;

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
      OpContext context = forwardContext;
      if (context == null) {
        context = context(weights.size(2), weights.size(3), 0, 0);
        forwardContext = context;
      }
      context.purge();
      context.setInputArray(0, input);
      context.setInputArray(1, weights);
      context.setInputArray(2, getParam(ConvolutionParamInitializer.BIAS_KEY));
      context.setOutputArray(0, output);
      Nd4j.exec(new Conv2D(), context);
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
      INDArray part =
          workspaces.createUninitialized(
              ArrayType.BP_WORKING_MEM, DataType.FLOAT, weightGradient.shape());
      for (long from = 0; from < samples; from += together) {
        INDArrayIndex some = NDArrayIndex.interval(from, Math.min(samples, from + together));
        convolve(
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

    /**
     * The output gradient, with zeros around it, convolved with the weights of each kernel from its
     * last to its first and of the channels in each other's place: the transposed convolution,
     * which ND4J's own operation computes slower unless the channels are multiples of 16.
     */
    private INDArray inputGradient(INDArray outputGradient, LayerWorkspaceMgr workspaces) {
      INDArray inputGradient =
          ChannelsLast.create(
              workspaces,
              ArrayType.ACTIVATION_GRAD,
              input.size(0),
              input.size(1),
              input.size(2),
              input.size(3));
      INDArray weights = getParam(ConvolutionParamInitializer.WEIGHT_KEY);
      OpContext context = inputGradientContext;
      if (context == null) {
        long rows = weights.size(2);
        long columns = weights.size(3);
        context = context(rows, columns, rows - 1, columns - 1);
        inputGradientContext = context;
      }
      context.purge();
      context.setInputArray(0, outputGradient);
      context.setInputArray(1, lastToFirst(weights, workspaces).permute(1, 0, 2, 3));
      context.setOutputArray(0, inputGradient);
      Nd4j.exec(new Conv2D(), context);
      return inputGradient;
    }

    /** Each kernel's weights from the last to the first. */
    private INDArray lastToFirst(INDArray weights, LayerWorkspaceMgr workspaces) {
      long kernels = weights.size(0) * weights.size(1);
      long weightsEach = weights.size(2) * weights.size(3);
      OpContext context = reversalContext;
      if (context == null) {
        context = Nd4j.getExecutioner().buildContext();
        context.setIArguments(1);
        reversalContext = context;
      }
      INDArray reversed =
          workspaces.createUninitialized(
              ArrayType.BP_WORKING_MEM, DataType.FLOAT, weights.shape(), 'c');
      context.purge();
      context.setInputArray(0, weights.reshape('c', kernels, weightsEach));
      context.setInputArray(1, placesFromLast(weightsEach));
      context.setOutputArray(0, reversed.reshape('c', kernels, weightsEach));
      Nd4j.exec(new Gather(), context);
      return reversed;
    }

    private INDArray placesFromLast(long count) {
      INDArray places = placesFromLast;
      if (places == null) {
        try (MemoryWorkspace kept = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
          places =
              Nd4j.createFromArray(
                  IntStream.range(0, (int) count).map(i -> (int) count - 1 - i).toArray());
        }
        placesFromLast = places;
      }
      return places;
    }

    private void convolve(INDArray image, INDArray kernel, INDArray result) {
      OpContext context = weightGradientContext;
      if (context == null) {
        context = context(kernel.size(2), kernel.size(3), 0, 0);
        weightGradientContext = context;
      }
      context.purge();
      context.setInputArray(0, image);
      context.setInputArray(1, kernel);
      context.setOutputArray(0, result);
      Nd4j.exec(new Conv2D(), context);
    }

    private static OpContext context(long rows, long columns, long zerosAbove, long zerosBeside) {
      OpContext context = Nd4j.getExecutioner().buildContext();
      // Kernel, stride, padding, dilation; no padding mode; channels first, in the weights too.
      context.setIArguments(rows, columns, 1, 1, zerosAbove, zerosBeside, 1, 1, 0, 0, 1);
      return context;
    }
  }
}
