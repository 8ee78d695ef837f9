package org.hyperprism.model.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.distribution.UniformDistribution;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer.PoolingType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.hyperprism.dataset.FeatureShape;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.model.ImportedModel;
import org.hyperprism.model.ModelPart;
import org.hyperprism.model.ModelZoo;
import org.hyperprism.model.ParameterBlock;
import org.hyperprism.model.ParameterLayout.Range;
import org.hyperprism.model.SampleForm;
import org.hyperprism.random.RandomStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * What becomes of a configuration of Deeplearning4j: layout, form of the samples, first weights.
 */
class ImportedNetworksTest {

  @Test
  void aNetworkLikeOneOfTheZooHasItsLayout() {
    String lenet = NetworkConfigurations.of(ModelZoo.definition("lenet", 1, 28, 28, 10)).toJson();
    assertThat(
            ImportedNetworks.read("mine", lenet, new FeatureShape(1, 28, 28), 10, List.of())
                .layout())
        .isEqualTo(ModelZoo.definition("lenet", 1, 28, 28, 10).layout());
  }

  /** The program of spark-job/docs/own-network.md, and what it wrote. */
  @Test
  void theShippedNetworkFitsEveryImageDataSet() throws IOException {
    Dl4jRuntime.start();
    MultiLayerConfiguration network =
        new NeuralNetConfiguration.Builder()
            .seed(1)
            .weightInit(WeightInit.RELU)
            .list()
            .layer(
                new ConvolutionLayer.Builder(3, 3)
                    .nOut(16)
                    .hasBias(false)
                    .activation(Activation.IDENTITY)
                    .build())
            .layer(new BatchNormalization.Builder().build())
            .layer(new ActivationLayer(Activation.RELU))
            .layer(
                new SubsamplingLayer.Builder(PoolingType.MAX).kernelSize(2, 2).stride(2, 2).build())
            .layer(
                new ConvolutionLayer.Builder(3, 3)
                    .nOut(32)
                    .hasBias(false)
                    .activation(Activation.IDENTITY)
                    .build())
            .layer(new BatchNormalization.Builder().build())
            .layer(new ActivationLayer(Activation.RELU))
            .layer(
                new SubsamplingLayer.Builder(PoolingType.MAX).kernelSize(2, 2).stride(2, 2).build())
            .layer(new DenseLayer.Builder().nOut(64).activation(Activation.RELU).build())
            .layer(
                new OutputLayer.Builder(LossFunction.MCXENT)
                    .nOut(10)
                    .activation(Activation.SOFTMAX)
                    .weightInit(WeightInit.XAVIER)
                    .build())
            .build();
    String file = Files.readString(Path.of("../conf/models/batch-normalised-cnn.json"));
    assertThat(file.strip()).isEqualTo(network.toJson().strip());
    ImportedModel mnist =
        ImportedNetworks.read("example", file, new FeatureShape(1, 28, 28), 10, List.of());
    assertThat(mnist.layout().parameters())
        .isEqualTo(16 * 9 + 32 * 16 * 9 + 4 * 48 + (32 * 5 * 5 + 1) * 64 + 650);
    ImportedModel cifar =
        ImportedNetworks.read("example", file, new FeatureShape(3, 32, 32), 10, List.of());
    assertThat(cifar.layout().parameters())
        .isEqualTo(16 * 27 + 32 * 16 * 9 + 4 * 48 + (32 * 6 * 6 + 1) * 64 + 650);
  }

  @Test
  void partsFollowTheLayersUnlessChosen() {
    ImportedModel model =
        ExampleNetworks.read(
            ExampleNetworks.normalised(),
            ModelPart.REPRESENTATION,
            ModelPart.REPRESENTATION,
            ModelPart.REPRESENTATION,
            ModelPart.REPRESENTATION,
            ModelPart.DECISION);
    assertThat(model.layout().ranges(ModelPart.DECISION))
        .extracting(Range::length)
        .containsExactly(7 * 4 + 4);
    assertThatThrownBy(() -> ExampleNetworks.read(ExampleNetworks.normalised(), ModelPart.DECISION))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("modelParts has 1 entries, expected 5")
        .hasMessageContaining("layer 0 (ConvolutionLayer, 'layer0')");
    assertThat(
            ModelZoo.definition("mlp", 1, 28, 28, 10)
                .withParts(List.of(ModelPart.REPRESENTATION, ModelPart.DECISION))
                .layout()
                .ranges())
        .containsExactly(
            new Range(ModelPart.REPRESENTATION, 0, 100_480),
            new Range(ModelPart.DECISION, 100_480, 101_770));
  }

  /** One file serves every data set when its input sizes are left out. */
  @Test
  void inputSizesLeftOutFollowFromTheSamples() {
    MultiLayerConfiguration network =
        ExampleNetworks.begin()
            .layer(new ConvolutionLayer.Builder(3, 3).nOut(2).build())
            .layer(new DenseLayer.Builder().nOut(5).build())
            .layer(ExampleNetworks.output())
            .build();
    String json = network.toJson();
    assertThat(ExampleNetworks.read(json).layout().parameters())
        .isEqualTo(2 * 9 * 2 + 2 + 10 * 8 * 2 * 5 + 5 + 5 * 4 + 4);
    assertThat(
            ImportedNetworks.read("m", json, new FeatureShape(1, 5, 5), 4, List.of())
                .layout()
                .parameters())
        .isEqualTo(9 * 2 + 2 + 9 * 2 * 5 + 5 + 5 * 4 + 4);
  }

  /** Whatever input type it was built with, a sample goes in as it is stored. */
  @Test
  void flatImagesAreImagesAndImagesMayBeFlattened() {
    InputType flat = InputType.convolutionalFlat(12, 10, 2);
    InputType image = InputType.convolutional(12, 10, 2);
    ImportedModel convolution =
        ExampleNetworks.read(
            ExampleNetworks.begin()
                .layer(new ConvolutionLayer.Builder(3, 3).nOut(2).build())
                .layer(ExampleNetworks.output())
                .setInputType(flat)
                .build()
                .toJson());
    ImportedModel dense =
        ExampleNetworks.read(
            ExampleNetworks.begin()
                .layer(new DenseLayer.Builder().nOut(3).build())
                .layer(ExampleNetworks.output())
                .setInputType(image)
                .build()
                .toJson());
    assertThat(convolution.sampleForm()).isEqualTo(SampleForm.IMAGE);
    assertThat(convolution.layout().parameters()).isEqualTo(2 * 9 * 2 + 2 + 160 * 4 + 4);
    assertThat(dense.layout().parameters()).isEqualTo(240 * 3 + 3 + 3 * 4 + 4);
    assertThat(ExampleNetworks.read(ExampleNetworks.sequences()).sampleForm())
        .isEqualTo(SampleForm.SEQUENCE);
  }

  @Test
  void aModelTravelsAndStaysEqual() throws Exception {
    ImportedModel model = ExampleNetworks.read(ExampleNetworks.various());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(model);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(model).hasSameHashCodeAs(model);
    }
    assertThat(model.initialParameters(new RandomStreams(1)))
        .isEqualTo(model.initialParameters(new RandomStreams(1)))
        .isNotEqualTo(model.initialParameters(new RandomStreams(2)));
  }

  /** Deviation of n values: within 5 / sqrt(2n) of the truth, relatively, for both draws. */
  @ParameterizedTest
  @EnumSource(
      value = WeightInit.class,
      names = {
        "XAVIER", "XAVIER_UNIFORM", "XAVIER_FAN_IN", "RELU", "RELU_UNIFORM", "NORMAL",
        "LECUN_NORMAL", "LECUN_UNIFORM", "UNIFORM", "SIGMOID_UNIFORM", "ONES", "ZERO"
      })
  void weightsAreSpreadAsTheFileSays(WeightInit initialisation) {
    spreadLikeDeeplearning4j(begin -> begin.weightInit(initialisation).biasInit(0.25));
  }

  @Test
  void weightsAreSpreadAsTheDistributionInTheFileSays() {
    spreadLikeDeeplearning4j(begin -> begin.weightInit(new NormalDistribution(0.5, 0.2)));
    spreadLikeDeeplearning4j(begin -> begin.weightInit(new UniformDistribution(-0.1, 0.7)));
  }

  private static void spreadLikeDeeplearning4j(
      UnaryOperator<NeuralNetConfiguration.Builder> initialisation) {
    Dl4jRuntime.start();
    MultiLayerConfiguration network =
        initialisation
            .apply(new NeuralNetConfiguration.Builder().seed(5))
            .list()
            .layer(new ConvolutionLayer.Builder(3, 3).stride(2, 1).nOut(90).build())
            .layer(new DenseLayer.Builder().nOut(20).build())
            .layer(ExampleNetworks.output())
            .setInputType(InputType.convolutional(12, 10, 2))
            .build();
    ImportedModel model = ExampleNetworks.read(network.toJson());
    float[] start = model.initialParameters(new RandomStreams(1));
    MultiLayerNetwork theirs = new MultiLayerNetwork(network);
    theirs.init();
    float[] other = theirs.params().dup().data().asFloat();
    int from = 0;
    for (ParameterBlock block : model.blocks()) {
      INDArray mine = part(start, from, block.length());
      INDArray expected = part(other, from, block.length());
      double deviation = expected.stdNumber(false).doubleValue();
      double closeness = deviation * 5 / Math.sqrt(block.length()) + 1e-6;
      assertThat(mine.meanNumber().doubleValue())
          .as(block.toString())
          .isCloseTo(expected.meanNumber().doubleValue(), within(closeness));
      assertThat(mine.stdNumber(false).doubleValue())
          .as(block.toString())
          .isCloseTo(deviation, within(closeness));
      from += block.length();
    }
    assertThat(from).isEqualTo(other.length);
  }

  private static INDArray part(float[] values, int from, int length) {
    return Nd4j.createFromArray(java.util.Arrays.copyOfRange(values, from, from + length));
  }
}
