package org.hyperprism.model.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.distribution.LogNormalDistribution;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.CenterLossOutputLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.deeplearning4j.nn.weights.WeightInit;
import org.hyperprism.failure.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationRReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** Configurations that cannot be trained, and files that are none, are refused with a remedy. */
class RefusedNetworksTest {

  static Stream<Arguments> refusals() {
    return Stream.of(
        refused(dense(layer -> layer.dropOut(0.5)), "layer 0 (DenseLayer", "dropout"),
        refused(dense(layer -> layer.dropOut(new Dropout(0.7))), "leave dropout out"),
        refused(dense(layer -> layer.l2(1e-4)), "l1, l2 or weight decay"),
        refused(dense(layer -> layer.l1Bias(1e-4)), "l1, l2 or weight decay"),
        refused(dense(layer -> layer.weightDecay(1e-4)), "weight decay"),
        refused(
            dense(layer -> layer.gradientNormalization(GradientNormalization.ClipL2PerLayer)),
            "gradient normalization ClipL2PerLayer"),
        refused(dense(layer -> layer.constrainWeights(new MaxNormConstraint(1, 1))), "constraints"),
        refused(dense(layer -> layer.weightNoise(new DropConnect(0.5))), "weight noise"),
        refused(dense(layer -> layer.activation(new ActivationRReLU())), "RRELU"),
        refused(
            dense(layer -> layer.weightInit(new LogNormalDistribution(0, 1))),
            "expected XAVIER, XAVIER_UNIFORM"),
        refused(
            dense(layer -> layer.weightInit(WeightInit.XAVIER_LEGACY)), "WeightInitXavierLegacy"),
        refused(
            layers(
                new FrozenLayer(new DenseLayer.Builder().nIn(240).nOut(3).build()), output(3, 4)),
            "layer 0 (FrozenLayer",
            "known types: ActivationLayer, BatchNormalization"),
        refused(
            layers(
                new LSTM.Builder().nIn(24).nOut(3).build(),
                new RnnOutputLayer.Builder(LossFunction.MCXENT)
                    .activation(Activation.SOFTMAX)
                    .nIn(3)
                    .nOut(4)
                    .build()),
            "layer 0 (LSTM"),
        refused(
            layers(
                new CenterLossOutputLayer.Builder(LossFunction.MCXENT)
                    .activation(Activation.SOFTMAX)
                    .nIn(240)
                    .nOut(4)
                    .build()),
            "CenterLossOutputLayer"),
        refused(
            layers(new DenseLayer.Builder().nIn(240).nOut(4).build()),
            "is the last layer and has no loss"),
        refused(
            layers(
                new DenseLayer.Builder().nIn(240).nOut(50_000).build(),
                new DenseLayer.Builder().nIn(50_000).nOut(50_000).build(),
                output(50_000, 4)),
            "2512300004 parameters, expected at most 2147483647"),
        refused(layers(output(240, 3)), "nOut = 3", "4 classes"),
        refused(layers(output(784, 4)), "nIn = 784", "given 240", "2 x 12 x 10"),
        refused(
            layers(
                new OutputLayer.Builder(LossFunction.MSE)
                    .activation(Activation.SOFTMAX)
                    .nIn(240)
                    .nOut(4)
                    .build()),
            "take LossFunctions.LossFunction.MCXENT"),
        refused(
            layers(
                new OutputLayer.Builder(new LossMCXENT(Nd4j.createFromArray(1f, 2f, 1f, 1f)))
                    .activation(Activation.SOFTMAX)
                    .nIn(240)
                    .nOut(4)
                    .build()),
            "weights the classes"),
        refused(
            layers(
                new OutputLayer.Builder(LossFunction.XENT)
                    .activation(Activation.SIGMOID)
                    .nIn(240)
                    .nOut(4)
                    .build()),
            "end it in SOFTMAX"),
        refused(
            layers(
                new ConvolutionLayer.Builder(3, 3)
                    .nIn(2)
                    .nOut(4)
                    .dataFormat(CNN2DFormat.NHWC)
                    .build(),
                output(0, 4)),
            "CNN2DFormat.NCHW"),
        refused(
            layers(new ConvolutionLayer.Builder(13, 3).nIn(2).nOut(4).build(), output(0, 4)),
            "cannot build it on samples of 2 channels x 12 rows x 10 columns"),
        refused(
            new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .list(output(240, 4))
                .build(),
            "dataType(DataType.FLOAT)"),
        refused(
            new NeuralNetConfiguration.Builder().miniBatch(false).list(output(240, 4)).build(),
            "miniBatch(true)"),
        refused(
            ExampleNetworks.begin()
                .layer(new ConvolutionLayer.Builder(3, 3).nOut(2).build())
                .layer(ExampleNetworks.output())
                .setInputType(InputType.convolutionalFlat(28, 28, 1))
                .build(),
            "its input is 1 channels x 28 rows x 28 columns"));
  }

  private static Arguments refused(MultiLayerConfiguration network, String... words) {
    return Arguments.of(words[0], network.toJson(), List.of(words));
  }

  private static MultiLayerConfiguration dense(Consumer<DenseLayer.Builder> setting) {
    Dl4jRuntime.start();
    DenseLayer.Builder layer = new DenseLayer.Builder().nIn(240).nOut(3);
    setting.accept(layer);
    return layers(layer.build(), output(3, 4));
  }

  private static OutputLayer output(int inputs, int classes) {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .activation(Activation.SOFTMAX)
        .nIn(inputs)
        .nOut(classes)
        .build();
  }

  private static MultiLayerConfiguration layers(Layer... layers) {
    Dl4jRuntime.start();
    return new NeuralNetConfiguration.Builder()
        .list(layers)
        .validateOutputLayerConfig(false)
        .build();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void whatCannotBeTrainedIsRefusedWithItsRemedy(String name, String json, List<String> words) {
    assertThatThrownBy(() -> ExampleNetworks.read(json))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("model mine: ")
        .message()
        .contains(words);
  }

  @Test
  void truncatedBackpropagationIsRefused() {
    MultiLayerConfiguration network = layers(output(240, 4));
    network.setBackpropType(BackpropType.TruncatedBPTT);
    assertThatThrownBy(() -> ExampleNetworks.read(network.toJson()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("expected Standard");
  }

  @Test
  void whatIsNotSuchAFileIsRefusedWithThePlace() {
    assertThatThrownBy(() -> ExampleNetworks.read("{\n  \"confs\" : [ }"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("model mine, line 2, column")
        .hasMessageContaining("MultiLayerConfiguration.toJson()");
    assertThatThrownBy(() -> ExampleNetworks.read(""))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("no list confs");
    assertThatThrownBy(() -> ExampleNetworks.read("{\"vertices\" : {}}"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("ComputationGraphConfiguration");
    assertThatThrownBy(() -> ExampleNetworks.read("{\"confs\" : []}"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("no layers");
    String misspelt = ExampleNetworks.normalised().replace("\"gamma\"", "\"gama\"");
    assertThatThrownBy(() -> ExampleNetworks.read(misspelt))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("knows no field confs[1].layer.gama");
    String strange =
        ExampleNetworks.normalised()
            .replace(
                "\"@class\" : \"org.deeplearning4j.nn.conf.layers.DenseLayer\"",
                "\"@class\" : \"org.example.Mine\"");
    assertThatThrownBy(() -> ExampleNetworks.read(strange))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("@class is org.example.Mine")
        .hasMessageContaining("expected a class of Deeplearning4j or ND4J");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheText() {
    String text = ExampleNetworks.normalised();
    assertThat(ExampleNetworks.read("\uFEFF" + text).layout())
        .isEqualTo(ExampleNetworks.read(text).layout());
  }

  /** Notes that it was initialised, which loading a class for its name would do. */
  static final class Named {
    static {
      initialised = true;
    }

    private Named() {}
  }

  private static boolean initialised;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"@class\" : \"%s\"}",
        "[\"%s\", {\"pattern\" : \"x\"}]",
        "[\"%s\", \"x\"]",
        "[\"%s\"]",
        "[\"[L%s;\", []]",
        "{\"@class\" : \"org.deeplearning4j.nn.weights.WeightInitXavier<%s>\"}",
        "[\"org.deeplearning4j.nn.weights.WeightInitXavier<%s>\", {}]"
      })
  void aClassThatIsNamedIsNotLoaded(String form) {
    String named = form.formatted(Named.class.getName());
    String text =
        ExampleNetworks.normalised()
            .replaceAll(
                "\"weightInitFn\" : \\{[^}]*}",
                Matcher.quoteReplacement("\"weightInitFn\" : " + named));
    assertThat(text).contains(named);
    assertThatThrownBy(() -> ExampleNetworks.read(text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll(
            Named.class.getName(), "expected a class of Deeplearning4j or ND4J");
    assertThat(initialised).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"confs\":[", "{\"confs\":{\"a\":", "{\"confs\":[],\"b\":["})
  void bracketsBeyondAllLevelsAreRefused(String start) {
    String level = start.substring(start.length() - 1).equals("[") ? "[" : "{\"a\":";
    assertThatThrownBy(() -> ExampleNetworks.read(start + level.repeat(100_000)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("model mine, line 1", "nested too deeply", "at most 100 levels");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          biasInit | 1e308      | biasInit 1.0E308
          biasInit | "NaN"      | biasInit NaN
          gainInit | "Infinity" | gainInit Infinity
          """)
  void startsThatAreNoFiniteNumbersAreRefused(String field, String value, String message) {
    String text =
        ExampleNetworks.normalised()
            .replaceFirst(
                "\"%s\" : [0-9.]+".formatted(field), "\"%s\" : %s".formatted(field, value));
    assertThatThrownBy(() -> ExampleNetworks.read(text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("layer 0 (", message, "finite numbers");
  }

  @Test
  void sizesWhoseProductOverflowsAreRefused() {
    String wide =
        ExampleNetworks.normalised()
            .replaceFirst("\"nout\" : \\d+", "\"nout\" : 9223372036854775807");
    assertThatThrownBy(() -> ExampleNetworks.read(wide))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("nOut 9223372036854775807", "sizes of at most 2147483647");
    // 4 x 4 x 2^30 x 2^30 is 2^64, which is 0 in 64 bits.
    String product =
        layers(
                new ConvolutionLayer.Builder(3, 3).nIn(2).nOut(1 << 30).build(),
                new ConvolutionLayer.Builder(4, 4)
                    .nIn(1 << 30)
                    .nOut(1 << 30)
                    .hasBias(false)
                    .build(),
                new GlobalPoolingLayer(PoolingType.AVG),
                output(1 << 30, 4))
            .toJson();
    assertThatThrownBy(() -> ExampleNetworks.read(product))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("parameters, expected at most 2147483647");
  }

  @Test
  void sizesThatAreNoneOrTooLargeAreNamed() {
    String negative = ExampleNetworks.normalised().replaceFirst("\"nout\" : \\d+", "\"nout\" : -5");
    assertThatThrownBy(() -> ExampleNetworks.read(negative))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("nOut -5")
        .hasMessageContaining("positive sizes");
    String large =
        layers(new DenseLayer.Builder().nIn(240).nOut(8_000_000).build(), output(8_000_000, 4))
            .toJson();
    assertThatThrownBy(() -> ExampleNetworks.read(large))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("1960000004 parameters")
        .hasMessageContaining("this Java has");
  }
}
