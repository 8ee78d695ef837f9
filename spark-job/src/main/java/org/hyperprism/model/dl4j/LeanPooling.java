package org.hyperprism.model.dl4j;

import java.util.Collection;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.factory.Nd4j;

/** Maximum pooling with a ReLU behind it, written over the maxima. */
final class LeanPooling extends SubsamplingLayer {

  private static final long serialVersionUID = 1L;

  LeanPooling(SubsamplingLayer.Builder layer) {
    super(layer);
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration configuration,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    Computation layer = new Computation(configuration, type);
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

    /** Of the last forward pass; lies in a workspace that stays open until the way back is over. */
    private transient @Nullable INDArray output;

    Computation(NeuralNetConfiguration configuration, DataType type) {
      super(configuration, type);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
      INDArray values = super.activate(training, workspaces);
      Nd4j.getExecutioner().exec(new RectifiedLinear(values, values, 0));
      output = training ? values : null;
      return values;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(
        INDArray outputGradient, LayerWorkspaceMgr workspaces) {
      INDArray values = Objects.requireNonNull(output);
      output = null;
      INDArray slopes =
          workspaces.createUninitialized(ArrayType.BP_WORKING_MEM, DataType.FLOAT, values.shape());
      Nd4j.getExecutioner().exec(new Step(values, slopes, 0));
      return super.backpropGradient(outputGradient.muli(slopes), workspaces);
    }
  }
}
