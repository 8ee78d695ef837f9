package org.hyperprism.model.dl4j;

import java.util.Collection;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.impl.layers.convolution.MaxPooling2D;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Maximum pooling of windows side by side with a ReLU behind it, written over the maxima. Without
 * oneDNN's helpers it is Deeplearning4j's own.
 */
final class LeanPooling extends SubsamplingLayer {

  private static final long serialVersionUID = 1L;

  private final boolean channelsLast;

  /**
   * @param channelsLast whether the output is wanted as {@link ChannelsLast}, or else in order
   */
  LeanPooling(SubsamplingLayer.Builder layer, boolean channelsLast) {
    super(layer);
    this.channelsLast = channelsLast;
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration configuration,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    Computation layer = new Computation(configuration, type, channelsLast);
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(parameters);
    layer.setParamTable(initializer().init(configuration, parameters, initialize));
    layer.setConf(configuration);
    return layer;
  }

  private static final class Computation
      extends org.deeplearning4j.nn.layers.convolution.subsampling.SubsamplingLayer {

    private static final long serialVersionUID = 1L;

    private final boolean channelsLast;
    private transient @Nullable OpContext forwardContext;
    private transient @Nullable OpContext backwardContext;

    /**
     * Of the last forward pass; lies in a workspace that stays open until the backward pass is
     * over.
     */
    private transient @Nullable INDArray output;

    Computation(NeuralNetConfiguration configuration, DataType type, boolean channelsLast) {
      super(configuration, type);
      this.channelsLast = channelsLast;
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
      INDArray values = helper == null ? super.activate(training, workspaces) : maxima(workspaces);
      INDArray inMemory = asInMemory(values);
      Nd4j.getExecutioner().exec(new RectifiedLinear(inMemory, inMemory, 0));
      output = training ? values : null;
      return values;
    }

    private INDArray maxima(LayerWorkspaceMgr workspaces) {
      int[] size = layerConf().getKernelSize();
      long samples = input.size(0);
      long channels = input.size(1);
      long rows = input.size(2) / size[0];
      long columns = input.size(3) / size[1];
      INDArray maxima =
          channelsLast
              ? ChannelsLast.create(
                  workspaces, ArrayType.ACTIVATIONS, samples, channels, rows, columns)
              : workspaces.createUninitialized(
                  ArrayType.ACTIVATIONS,
                  DataType.FLOAT,
                  new long[] {samples, channels, rows, columns},
                  'c');
      OpContext context = forwardContext;
      if (context == null) {
        context = context(size[0], size[1]);
        forwardContext = context;
      }
      context.purge();
      context.setInputArray(0, ChannelsLast.pixels(input));
      context.setOutputArray(0, ChannelsLast.pixels(maxima));
      Nd4j.exec(new MaxPooling2D(), context);
      return maxima;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(
        INDArray outputGradient, LayerWorkspaceMgr workspaces) {
      INDArray values = asInMemory(Objects.requireNonNull(output));
      output = null;
      INDArray derivative =
          workspaces.createUninitialized(ArrayType.BP_WORKING_MEM, DataType.FLOAT, values.shape());
      Nd4j.getExecutioner().exec(new Step(values, derivative, 0));
      asInMemory(outputGradient).muli(derivative);
      return helper == null
          ? super.backpropGradient(outputGradient, workspaces)
          : new Pair<>(new DefaultGradient(), inputGradient(outputGradient, workspaces));
    }

    private INDArray inputGradient(INDArray maximaGradient, LayerWorkspaceMgr workspaces) {
      INDArray inputGradient =
          ChannelsLast.createLike(input, workspaces, ArrayType.ACTIVATION_GRAD);
      OpContext context = backwardContext;
      if (context == null) {
        int[] size = layerConf().getKernelSize();
        context = context(size[0], size[1]);
        backwardContext = context;
      }
      context.purge();
      context.setInputArray(0, ChannelsLast.pixels(input));
      context.setInputArray(1, ChannelsLast.pixels(maximaGradient));
      context.setOutputArray(0, ChannelsLast.pixels(inputGradient));
      Nd4j.exec(DynamicCustomOp.builder("maxpool2d_bp").build(), context);
      return inputGradient;
    }

    /** The same values with dimensions in the order of memory, so that one loop does them all. */
    private INDArray asInMemory(INDArray images) {
      return channelsLast ? ChannelsLast.pixels(images) : images;
    }

    private static OpContext context(long rows, long columns) {
      OpContext context = Nd4j.getExecutioner().buildContext();
      // Window, stride, padding, dilation; no padding mode, no divisor; channels last.
      context.setIArguments(rows, columns, rows, columns, 0, 0, 1, 1, 0, 1, 1);
      return context;
    }
  }
}
