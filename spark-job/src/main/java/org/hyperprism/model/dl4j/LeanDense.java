package org.hyperprism.model.dl4j;

import java.util.Collection;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A dense layer with ReLU that keeps its output for the backward pass: where it is 0, ReLU was
 * flat. As the first layer it leaves out the gradient by its input.
 */
final class LeanDense extends FeedForwardLayer {

  private static final long serialVersionUID = 1L;

  private final boolean first;

  LeanDense(DenseLayer.Builder layer, boolean first) {
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

  @Override
  public ParamInitializer initializer() {
    return DefaultParamInitializer.getInstance();
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType inputs) {
    throw new UnsupportedOperationException("nobody asks for it");
  }

  private static final class Computation extends BaseLayer<LeanDense> {

    private static final long serialVersionUID = 1L;

    private final boolean first;

    /**
     * Of the last forward pass; lies in a workspace that stays open until the backward pass is
     * over.
     */
    private transient @Nullable INDArray output;

    Computation(NeuralNetConfiguration configuration, DataType type, boolean first) {
      super(configuration, type);
      this.first = first;
    }

    @Override
    public boolean isPretrainLayer() {
      return false;
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
      INDArray values = super.activate(training, workspaces);
      output = training ? values : null;
      return values;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(
        INDArray outputGradient, LayerWorkspaceMgr workspaces) {
      INDArray beforeRelu =
          layerConf()
              .getActivationFn()
              .backprop(Objects.requireNonNull(output), outputGradient)
              .getFirst();
      output = null;
      INDArray weights = getParam(DefaultParamInitializer.WEIGHT_KEY);
      INDArray weightGradient = gradientViews.get(DefaultParamInitializer.WEIGHT_KEY);
      INDArray biasGradient = gradientViews.get(DefaultParamInitializer.BIAS_KEY);
      beforeRelu.sum(biasGradient, 0);
      Nd4j.gemm(input, beforeRelu, weightGradient, true, false, 1, 0);
      Gradient gradient = new DefaultGradient();
      gradient.setGradientFor(DefaultParamInitializer.BIAS_KEY, biasGradient);
      gradient.setGradientFor(DefaultParamInitializer.WEIGHT_KEY, weightGradient);
      if (first) {
        return new Pair<>(gradient, null);
      }
      INDArray inputGradient =
          workspaces.createUninitialized(
              ArrayType.ACTIVATION_GRAD,
              DataType.FLOAT,
              new long[] {weights.size(0), beforeRelu.size(0)},
              'f');
      return new Pair<>(gradient, weights.mmuli(beforeRelu.transpose(), inputGradient).transpose());
    }
  }
}
