package org.hyperprism.model.dl4j;

import java.util.List;
import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.hyperprism.model.ClassScores;
import org.hyperprism.model.ImportedModel;
import org.hyperprism.model.LayerDefinition;
import org.hyperprism.model.LayerDefinition.Convolution;
import org.hyperprism.model.LayerDefinition.Dense;
import org.hyperprism.model.LayerDefinition.MaximumPooling;
import org.hyperprism.model.LayerDefinition.Output;
import org.hyperprism.model.LayeredModel;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.SampleForm;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** Model definitions as Deeplearning4j configurations. */
final class NetworkConfigurations {

  private NetworkConfigurations() {}

  static MultiLayerConfiguration of(ModelDefinition model) {
    if (model instanceof ImportedModel imported) {
      return ImportedNetworks.configuration(imported);
    }
    LayeredModel layered = (LayeredModel) model;
    return of(
        layered,
        layered.layers().stream().map(definition -> layer(definition, layered.classes())).toList());
  }

  /** A network of these layers, for samples of the model's shape. */
  static MultiLayerConfiguration of(LayeredModel model, List<Layer> layers) {
    NeuralNetConfiguration.ListBuilder network =
        new NeuralNetConfiguration.Builder()
            .dataType(DataType.FLOAT)
            .weightInit(WeightInit.XAVIER_UNIFORM)
            .biasInit(0)
            .updater(new NoOp())
            .convolutionMode(ConvolutionMode.Truncate)
            .trainingWorkspaceMode(WorkspaceMode.ENABLED)
            .inferenceWorkspaceMode(WorkspaceMode.ENABLED)
            .cacheMode(CacheMode.NONE)
            .list();
    for (Layer layer : layers) {
      network.layer(layer);
    }
    return network
        .setInputType(
            model.sampleForm() == SampleForm.IMAGE
                ? InputType.convolutional(model.height(), model.width(), model.channels())
                : InputType.feedForward(model.features()))
        .build();
  }

  static Layer layer(LayerDefinition definition, int classes) {
    if (definition instanceof Convolution convolution) {
      return new ConvolutionLayer.Builder(convolution.kernel(), convolution.kernel())
          .stride(1, 1)
          .nOut(convolution.channels())
          .activation(Activation.RELU)
          .build();
    }
    if (definition instanceof MaximumPooling pooling) {
      return pooling(pooling).build();
    }
    if (definition instanceof Dense dense) {
      return new DenseLayer.Builder().nOut(dense.units()).activation(Activation.RELU).build();
    }
    if (definition instanceof Output) {
      return new OutputLayer.Builder(new LossMCXENT(ClassScores.SMALLEST_PROBABILITY, null))
          .nOut(classes)
          .activation(Activation.SOFTMAX)
          .build();
    }
    throw new IllegalStateException("no such layer: " + definition);
  }

  static SubsamplingLayer.Builder pooling(MaximumPooling pooling) {
    return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
        .kernelSize(pooling.size(), pooling.size())
        .stride(pooling.size(), pooling.size());
  }
}
