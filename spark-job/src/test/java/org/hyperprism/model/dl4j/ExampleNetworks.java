package org.hyperprism.model.dl4j;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.deeplearning4j.nn.conf.layers.Subsampling1DLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.deeplearning4j.nn.weights.WeightInit;
import org.hyperprism.dataset.FeatureShape;
import org.hyperprism.model.ImportedModel;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks as users write them, for samples of 2 channels x 12 rows x 10 columns, 4 classes. */
public final class ExampleNetworks {

  public static final int CHANNELS = 2;
  public static final int HEIGHT = 12;
  public static final int WIDTH = 10;
  public static final int CLASSES = 4;

  private ExampleNetworks() {}

  public static ImportedModel read(String json, org.hyperprism.model.ModelPart... parts) {
    return ImportedNetworks.read(
        "mine", json, new FeatureShape(CHANNELS, HEIGHT, WIDTH), CLASSES, java.util.List.of(parts));
  }

  public static NeuralNetConfiguration.ListBuilder begin() {
    return new NeuralNetConfiguration.Builder()
        .updater(new Adam(0.001))
        .weightInit(WeightInit.RELU)
        .list();
  }

  public static OutputLayer output() {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nOut(CLASSES)
        .activation(Activation.SOFTMAX)
        .build();
  }

  public static String finish(NeuralNetConfiguration.ListBuilder layers) {
    Dl4jRuntime.start();
    return layers.setInputType(InputType.convolutional(HEIGHT, WIDTH, CHANNELS)).build().toJson();
  }

  /** Batch normalisation among convolutions and after a dense layer, by variance and log-std. */
  public static String normalised() {
    return finish(
        begin()
            .layer(
                new ConvolutionLayer.Builder(3, 3)
                    .nOut(5)
                    .hasBias(false)
                    .activation(Activation.IDENTITY)
                    .build())
            .layer(new BatchNormalization.Builder().decay(0.8).build())
            .layer(new ActivationLayer(Activation.RELU))
            .layer(
                new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                    .kernelSize(2, 2)
                    .stride(2, 2)
                    .build())
            .layer(new DenseLayer.Builder().nOut(7).activation(Activation.TANH).build())
            .layer(new BatchNormalization.Builder().useLogStd(true).build())
            .layer(output()));
  }

  /** Convolutions of other kinds, paddings, poolings; the loss in a layer without weights. */
  public static String various() {
    return finish(
        begin()
            .layer(new ZeroPaddingLayer(1, 1))
            .layer(
                new SeparableConvolution2D.Builder(3, 3)
                    .nOut(6)
                    .depthMultiplier(2)
                    .weightInit(WeightInit.XAVIER)
                    .activation(Activation.ELU)
                    .build())
            .layer(new LocalResponseNormalization.Builder().build())
            .layer(
                new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.AVG)
                    .kernelSize(2, 2)
                    .stride(2, 2)
                    .build())
            .layer(
                new DepthwiseConvolution2D.Builder(2, 2)
                    .depthMultiplier(1)
                    .activation(Activation.SOFTPLUS)
                    .build())
            .layer(
                new Deconvolution2D.Builder(2, 2).nOut(3).activation(Activation.LEAKYRELU).build())
            .layer(new Upsampling2D.Builder(2).build())
            .layer(new Cropping2D(1, 1))
            .layer(
                new ConvolutionLayer.Builder(3, 3)
                    .stride(2, 2)
                    .nOut(CLASSES)
                    .activation(Activation.IDENTITY)
                    .build())
            .layer(new GlobalPoolingLayer(PoolingType.AVG))
            .layer(
                new LossLayer.Builder()
                    .lossFunction(LossFunction.NEGATIVELOGLIKELIHOOD)
                    .activation(Activation.SOFTMAX)
                    .build()));
  }

  /** A sample as a sequence of {@link #WIDTH} steps; input sizes are left to be found. */
  public static String sequences() {
    Dl4jRuntime.start();
    return begin()
        .layer(
            new Convolution1DLayer.Builder(3).nIn(24).nOut(6).activation(Activation.TANH).build())
        .layer(new Subsampling1DLayer.Builder().kernelSize(2).stride(2).build())
        .layer(new GlobalPoolingLayer(PoolingType.AVG))
        .layer(
            new OutputLayer.Builder(LossFunction.MCXENT)
                .nIn(6)
                .nOut(CLASSES)
                .activation(Activation.SOFTMAX)
                .build())
        .build()
        .toJson();
  }
}
