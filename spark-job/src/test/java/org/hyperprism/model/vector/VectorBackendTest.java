package org.hyperprism.model.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.data.Batch;
import org.hyperprism.data.BatchSampler;
import org.hyperprism.dataset.FeatureShape;
import org.hyperprism.dataset.Samples;
import org.hyperprism.model.ExampleBatches;
import org.hyperprism.model.GradientOracle;
import org.hyperprism.model.LayerDefinition.Dense;
import org.hyperprism.model.LayerDefinition.Output;
import org.hyperprism.model.LayeredModel;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.ModelZoo;
import org.hyperprism.model.OracleAnswer;
import org.hyperprism.model.dl4j.Dl4jBackend;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.simd.VectorModule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VectorBackendTest {

  private static final ChunkKernels SCALAR = new ScalarChunkKernels();
  private static final ChunkKernels SIMD = new SimdChunkKernels();

  /** Sizes on both sides of every block and chunk; inputs with margins of zeros and without. */
  @Property(tries = 300)
  void theVectorApiAndPlainJavaGiveTheSameBits(
      @ForAll @IntRange(min = 1, max = 70) int features,
      @ForAll @IntRange(min = 0, max = 23) int hidden,
      @ForAll @IntRange(min = 2, max = 12) int classes,
      @ForAll @IntRange(min = 1, max = 23) int size,
      @ForAll @IntRange(min = 0, max = 10) int zeros,
      @ForAll @IntRange(min = 0, max = 1000) int seed) {
    assertThat(VectorModule.obstacle()).isEmpty();
    LayeredModel model =
        new LayeredModel(
            "odd",
            1,
            1,
            features,
            classes,
            hidden == 0
                ? List.of(new Output())
                : List.of(new Dense(hidden), new Dense(hidden + 1), new Output()));
    Batch batch = sparse(ExampleBatches.uniform(model, size, seed), zeros, seed);
    float[] weights = ExampleBatches.weights(model, seed);
    OracleAnswer.of(VectorBackend.oracle(model, 23, SIMD), weights, batch)
        .isTo(OracleAnswer.of(VectorBackend.oracle(model, 23, SCALAR), weights, batch));
  }

  /** {@code tenths} of all runs of eight features become zeros. */
  private static Batch sparse(Batch batch, int tenths, long seed) {
    UniformRandomProvider random = new RandomStreams(seed).stream(Purpose.EVALUATION);
    for (int i = 0; i < batch.features().length; i += 8) {
      if (random.nextInt(10) < tenths) {
        Arrays.fill(batch.features(), i, Math.min(i + 8, batch.features().length), 0);
      }
    }
    return batch;
  }

  /** Twice, with the same chunks left out and none: what stands behind a zero is any number. */
  @Test
  void leavingOutZerosChangesNoBit() {
    LayeredModel model = ModelZoo.definition("mlp", 1, 9, 9, 4);
    Batch batch = sparse(ExampleBatches.uniform(model, 30, 1), 7, 2);
    float[] weights = ExampleBatches.weights(model, 3);
    OracleAnswer.of(VectorBackend.oracle(model, 30, SCALAR), weights, batch)
        .isTo(OracleAnswer.of(VectorBackend.oracle(model, 30, new Thorough()), weights, batch));
  }

  /**
   * Float rounding alone: every sum has some hundred products, each off by 6e-8 of itself, on both
   * sides; seen were 3e-7 of the gradient's norm.
   */
  @ParameterizedTest
  @CsvSource({
    "lr, 1, 28, 28, 10, 128",
    "mlp, 1, 28, 28, 10, 128",
    "lr, 1, 1, 1, 2, 1",
    "lr, 3, 7, 5, 11, 1",
    "mlp, 1, 3, 5, 3, 7",
    "mlp, 3, 32, 32, 10, 33"
  })
  void theGradientIsThatOfDeeplearning4j(
      String name, int channels, int height, int width, int classes, int size) {
    ModelDefinition model = ModelZoo.definition(name, channels, height, width, classes);
    Batch batch = sparse(ExampleBatches.uniform(model, size, 1), 5, 1);
    float[] weights = ExampleBatches.weights(model, 2);
    OracleAnswer expected = OracleAnswer.of(new Dl4jBackend().oracle(model, size), weights, batch);
    OracleAnswer actual = OracleAnswer.of(new VectorBackend().oracle(model, size), weights, batch);

    assertThat(actual.loss()).isCloseTo(expected.loss(), within(2e-6));
    assertThat(actual.evaluation().correct()).isEqualTo(expected.evaluation().correct());
    assertThat(actual.evaluation().meanLoss())
        .isCloseTo(expected.evaluation().meanLoss(), within(2e-6));
    assertThat(actual.gradientDistance(expected)).isLessThan(2e-6);
  }

  /** A device of two classes, pixels as bytes, fewer of them than the batch has room for. */
  @Test
  void aDeviceWithoutMostClassesGetsTheSameGradientFromBytes() {
    ModelDefinition model = ModelZoo.definition("mlp", 1, 6, 6, 10);
    UniformRandomProvider random = new RandomStreams(1).stream(Purpose.BATCH);
    byte[] pixels = new byte[50 * 36];
    int[] labels = new int[50];
    random.nextBytes(pixels);
    for (int i = 0; i < labels.length; i++) {
      labels[i] = 3 + 5 * random.nextInt(2);
    }
    Batch batch = new Batch(64, 36);
    BatchSampler sampler = new BatchSampler(new RandomStreams(1));
    sampler.begin(0, 1);
    sampler.next(Samples.ofBytes(new FeatureShape(1, 6, 6), 10, pixels, labels), batch);
    assertThat(batch.size()).isEqualTo(50);
    float[] weights = ExampleBatches.weights(model, 2);
    OracleAnswer expected = OracleAnswer.of(new Dl4jBackend().oracle(model, 64), weights, batch);
    OracleAnswer actual = OracleAnswer.of(new VectorBackend().oracle(model, 64), weights, batch);
    assertThat(actual.loss()).isCloseTo(expected.loss(), within(2e-6));
    assertThat(actual.gradientDistance(expected)).isLessThan(2e-6);
  }

  @Test
  void certainWrongAnswersCostWhatTheyCostWithDeeplearning4j() {
    ModelDefinition model = ModelZoo.definition("lr", 1, 1, 2, 3);
    Batch batch = ExampleBatches.uniform(model, 8, 1);
    float[] weights = {0, 0, 0, 0, 0, 0, 300, 0, -300};
    OracleAnswer expected = OracleAnswer.of(new Dl4jBackend().oracle(model, 8), weights, batch);
    OracleAnswer actual = OracleAnswer.of(new VectorBackend().oracle(model, 8), weights, batch);
    assertThat(actual.evaluation().meanLoss()).isGreaterThan(1);
    assertThat(actual.evaluation().meanLoss())
        .isCloseTo(expected.evaluation().meanLoss(), within(1e-5));
    assertThat(actual.gradientDistance(expected)).isLessThan(1e-6);
  }

  /** Held to gradients of one sample each, which another test holds to a reference. */
  @ParameterizedTest
  @ValueSource(strings = {"lr", "mlp"})
  void aSampleCountsByItsWeight(String name) {
    ModelDefinition model = ModelZoo.definition(name, 1, 5, 5, 4);
    Batch batch = ExampleBatches.uniform(model, 6, 1);
    float[] weights = ExampleBatches.weights(model, 2);
    GradientOracle oracle = new VectorBackend().oracle(model, 6);
    double[] shares = {0, 0.5, 1, 2, 3.25, 1e-3};
    double[] expected = new double[weights.length];
    double expectedLoss = 0;
    for (int i = 0; i < shares.length; i++) {
      Batch one = new Batch(1, 25);
      one.resize(1);
      System.arraycopy(batch.features(), i * 25, one.features(), 0, 25);
      one.labels()[0] = batch.labels()[i];
      float[] own = new float[weights.length];
      expectedLoss += shares[i] * oracle.gradient(weights, 0, one, own, 0) / shares.length;
      for (int k = 0; k < own.length; k++) {
        expected[k] += shares[i] * own[k] / shares.length;
      }
      batch.weights()[i] = (float) shares[i];
    }
    batch.setWeighted(true);
    float[] gradient = new float[weights.length];

    assertThat(oracle.gradient(weights, 0, batch, gradient, 0))
        .isCloseTo(expectedLoss, within(1e-6));

    for (int k = 0; k < gradient.length; k++) {
      assertThat((double) gradient[k]).isCloseTo(expected[k], within(1e-6));
    }
    assertThat(Arrays.stream(expected).map(Math::abs).max().orElseThrow()).isGreaterThan(0.01);
  }

  @Test
  void weightsOfOneChangeNoBit() {
    ModelDefinition model = ModelZoo.definition("mlp", 1, 5, 5, 4);
    Batch batch = ExampleBatches.uniform(model, 7, 1);
    float[] weights = ExampleBatches.weights(model, 2);
    OracleAnswer plain = OracleAnswer.of(new VectorBackend().oracle(model, 7), weights, batch);
    Arrays.fill(batch.weights(), 1);
    batch.setWeighted(true);

    OracleAnswer.of(new VectorBackend().oracle(model, 7), weights, batch).isTo(plain);
  }

  @Test
  void onlyDenseNetworksAreSupported() {
    VectorBackend backend = new VectorBackend();
    assertThat(ModelZoo.names())
        .filteredOn(name -> backend.supports(ModelZoo.definition(name, 1, 28, 28, 10)))
        .containsExactly("lr", "mlp");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> backend.oracle(ModelZoo.definition("lenet", 1, 28, 28, 10), 1))
        .withMessageContaining("lenet");
  }
}
