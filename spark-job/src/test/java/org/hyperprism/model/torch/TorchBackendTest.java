package org.hyperprism.model.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.hyperprism.data.Batch;
import org.hyperprism.model.ExampleBatches;
import org.hyperprism.model.GradientOracle;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.ModelZoo;
import org.hyperprism.model.OracleAnswer;
import org.hyperprism.model.dl4j.Dl4jBackend;
import org.hyperprism.model.dl4j.ExampleNetworks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Against the reference, Deeplearning4j. What differs is float rounding alone: every sum has some
 * thousand products, each off by 6e-8 of itself, on both sides and in every layer. Where the two
 * largest of a pooling window are as close as that, either may pass the gradient: of a hundred
 * thousand windows about every tenth batch has such a one, and the batches here have none.
 */
class TorchBackendTest {

  /** Of the gradient's norm; seen were up to 6e-7. */
  private static final double BOUND = 4e-6;

  @ParameterizedTest
  @CsvSource({
    "lr, 1, 28, 28, 10, 128",
    "mlp, 1, 28, 28, 10, 128",
    "lenet, 1, 28, 28, 10, 8",
    "cnn, 3, 32, 32, 10, 16",
    "lr, 3, 7, 5, 11, 1",
    "lenet, 2, 19, 16, 4, 7",
    "cnn, 1, 17, 30, 2, 1"
  })
  void theZooHasTheGradientsOfDeeplearning4j(
      String name, int channels, int height, int width, int classes, int size) {
    agree(ModelZoo.definition(name, channels, height, width, classes), size);
  }

  @ParameterizedTest
  @EnumSource
  void importedNetworksHaveTheGradientsOfDeeplearning4j(Imported network) {
    agree(ExampleNetworks.read(network.json()), 9);
  }

  private static void agree(ModelDefinition model, int size) {
    assertThat(new TorchBackend().supports(model)).isTrue();
    agree(model, size, new TorchBackend().oracle(model, size), BOUND);
  }

  /**
   * @param bound largest distance of the gradients, of their norm
   */
  static void agree(ModelDefinition model, int size, GradientOracle oracle, double bound) {
    Batch batch = ExampleBatches.uniform(model, size, 1);
    float[] weights = ExampleBatches.weights(model, 2);
    OracleAnswer expected = OracleAnswer.of(new Dl4jBackend().oracle(model, size), weights, batch);
    OracleAnswer actual = OracleAnswer.of(oracle, weights, batch);
    double lossBound = bound / 2;
    assertThat(actual.loss()).isCloseTo(expected.loss(), within(lossBound * (1 + expected.loss())));
    assertThat(actual.evaluation().correct()).isEqualTo(expected.evaluation().correct());
    assertThat(actual.evaluation().meanLoss())
        .isCloseTo(
            expected.evaluation().meanLoss(),
            within(lossBound * (1 + expected.evaluation().meanLoss())));
    assertThat(actual.gradientDistance(expected)).isLessThan(bound);
  }

  /** What a GPU needs of copies, without one: tensors in another place of the host's memory. */
  @ParameterizedTest
  @CsvSource({"lr, 128", "mlp, 128", "lenet, 8", "cnn, 4"})
  void tensorsElsewhereAreCopiedThereAndBack(String name, int size) {
    agreeElsewhere(ModelZoo.definition(name, 3, 28, 28, 10), size);
  }

  @ParameterizedTest
  @EnumSource
  void tensorsOfImportedNetworksElsewhereAreCopiedThereAndBack(Imported network) {
    agreeElsewhere(ExampleNetworks.read(network.json()), 9);
  }

  private static void agreeElsewhere(ModelDefinition model, int size) {
    TorchRuntime.start();
    agree(
        model,
        size,
        new TorchGradientOracle(model, NetworkSteps.of(model).steps(), size, new ElsewhereMemory()),
        BOUND);
  }

  @Test
  void certainWrongAnswersCostWhatTheyCostWithDeeplearning4j() {
    ModelDefinition model = ModelZoo.definition("lr", 1, 1, 2, 3);
    Batch batch = ExampleBatches.uniform(model, 8, 1);
    float[] weights = {0, 0, 0, 0, 0, 0, 300, 0, -300};
    OracleAnswer expected = OracleAnswer.of(new Dl4jBackend().oracle(model, 8), weights, batch);
    OracleAnswer actual = OracleAnswer.of(new TorchBackend().oracle(model, 8), weights, batch);
    assertThat(actual.loss()).isGreaterThan(1).isCloseTo(expected.loss(), within(1e-5));
    assertThat(actual.evaluation().meanLoss())
        .isCloseTo(expected.evaluation().meanLoss(), within(1e-5));
    assertThat(actual.gradientDistance(expected)).isLessThan(BOUND);
  }

  /** The moments of a batch that is not a number are gone with the next one. */
  @Test
  void nothingOfADivergedCallIsRemembered() {
    ModelDefinition model = ExampleNetworks.read(ExampleNetworks.normalised());
    Batch batch = ExampleBatches.uniform(model, 9, 1);
    float[] weights = ExampleBatches.weights(model, 2);
    float[] diverged = weights.clone();
    diverged[0] = Float.NaN;
    OracleAnswer expected = OracleAnswer.of(new TorchBackend().oracle(model, 9), weights, batch);
    GradientOracle used = new TorchBackend().oracle(model, 9);
    assertThat(used.gradient(diverged, 0, batch, new float[weights.length], 0)).isNaN();
    used.evaluate(diverged, 0, batch);
    OracleAnswer.of(used, weights, batch).isTo(expected);
  }

  @ParameterizedTest
  @EnumSource
  void networksWithOtherLayersAreNotSupported(Unsupported network) {
    ModelDefinition model = ExampleNetworks.read(network.json());
    TorchBackend backend = new TorchBackend();
    assertThat(backend.supports(model)).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> backend.oracle(model, 1))
        .withMessageContaining("'mine'")
        .withMessageContaining(network.obstacle);
  }

  @Test
  void theDescriptionNamesVersionAndThreads() {
    assertThat(new TorchBackend().describe())
        .matches("libtorch 2\\.10\\.0-1\\.5\\.13 .* kernels for \\w+, 1 thread per task");
  }

  @Test
  void theDescriptionOfTheProcessorAloneDoesNotSpeakOfGpus() {
    assertThat(new TorchBackend().describe()).doesNotContain("GPU");
  }

  @Test
  void presetsOfAnotherJavacppAreFoundOut() {
    assertThat(TorchRuntime.mismatch("1.5.13", "pytorch", "2.10.0-1.5.13")).isEmpty();
    assertThat(TorchRuntime.mismatch("1.5.7", "openblas", "0.3.31-1.5.13"))
        .hasValueSatisfying(
            message ->
                assertThat(message)
                    .contains(
                        "of openblas need JavaCPP 1.5.13",
                        "has JavaCPP 1.5.7",
                        "train.backend = dl4j"));
  }

  /** Networks whose layers all have counterparts. */
  enum Imported {
    NORMALISED {
      @Override
      String json() {
        return ExampleNetworks.normalised();
      }
    },
    PADDED {
      @Override
      String json() {
        return ExampleNetworks.finish(
            ExampleNetworks.begin()
                .layer(new ZeroPaddingLayer(1, 0, 2, 1))
                .layer(
                    new ConvolutionLayer.Builder(3, 2)
                        .stride(2, 1)
                        .padding(2, 1)
                        .nOut(5)
                        .activation(Activation.ELU)
                        .build())
                .layer(
                    new ConvolutionLayer.Builder(3, 5)
                        .convolutionMode(ConvolutionMode.Same)
                        .nOut(4)
                        .activation(Activation.RELU)
                        .build())
                .layer(
                    new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                        .kernelSize(3, 2)
                        .stride(2, 1)
                        .padding(1, 1)
                        .build())
                .layer(
                    new ConvolutionLayer.Builder(2, 2)
                        .dilation(1, 2)
                        .nOut(6)
                        .hasBias(false)
                        .activation(Activation.SOFTPLUS)
                        .build())
                .layer(
                    new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.AVG)
                        .kernelSize(2, 3)
                        .stride(1, 2)
                        .build())
                .layer(
                    new DenseLayer.Builder()
                        .nOut(9)
                        .hasBias(false)
                        .activation(Activation.SELU)
                        .build())
                .layer(ExampleNetworks.output()));
      }
    },
    /** Statistics without trained scales; the loss in a layer without weights. */
    GLOBAL {
      @Override
      String json() {
        return ExampleNetworks.finish(
            ExampleNetworks.begin()
                .layer(
                    new BatchNormalization.Builder()
                        .lockGammaBeta(true)
                        .gamma(1.5)
                        .beta(-0.25)
                        .decay(0.7)
                        .eps(1e-3)
                        .build())
                .layer(
                    new ConvolutionLayer.Builder(3, 3)
                        .nOut(ExampleNetworks.CLASSES)
                        .activation(Activation.SWISH)
                        .build())
                .layer(new BatchNormalization.Builder().useLogStd(true).decay(0.6).build())
                .layer(new ActivationLayer(Activation.LEAKYRELU))
                .layer(new GlobalPoolingLayer(PoolingType.AVG))
                .layer(
                    new LossLayer.Builder()
                        .lossFunction(LossFunction.NEGATIVELOGLIKELIHOOD)
                        .activation(Activation.SOFTMAX)
                        .build()));
      }
    },
    /** A table, not an image. */
    DENSE {
      @Override
      String json() {
        return ExampleNetworks.finish(
            ExampleNetworks.begin()
                .layer(dense(Activation.RELU))
                .layer(dense(Activation.SIGMOID))
                .layer(dense(Activation.TANH))
                .layer(dense(Activation.SOFTSIGN))
                .layer(dense(Activation.IDENTITY))
                .layer(ExampleNetworks.output()));
      }
    };

    abstract String json();
  }

  /** Networks with one layer that has none. */
  enum Unsupported {
    VARIOUS("layer 1 (SeparableConvolution2D)") {
      @Override
      String json() {
        return ExampleNetworks.various();
      }
    },
    SEQUENCES("samples as sequences") {
      @Override
      String json() {
        return ExampleNetworks.sequences();
      }
    },
    UNEVEN_PADDING("layer 0 (ConvolutionLayer)") {
      @Override
      String json() {
        return ExampleNetworks.finish(
            ExampleNetworks.begin()
                .layer(
                    new ConvolutionLayer.Builder(2, 2)
                        .convolutionMode(ConvolutionMode.Same)
                        .nOut(5)
                        .build())
                .layer(ExampleNetworks.output()));
      }
    },
    CUBES("layer 0 (DenseLayer)") {
      @Override
      String json() {
        return ExampleNetworks.finish(
            ExampleNetworks.begin().layer(dense(Activation.CUBE)).layer(ExampleNetworks.output()));
      }
    };

    private final String obstacle;

    Unsupported(String obstacle) {
      this.obstacle = obstacle;
    }

    abstract String json();
  }

  private static DenseLayer dense(Activation activation) {
    return new DenseLayer.Builder().nOut(6).activation(activation).build();
  }
}
