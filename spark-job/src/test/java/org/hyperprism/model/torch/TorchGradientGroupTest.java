package org.hyperprism.model.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.hyperprism.data.Batch;
import org.hyperprism.model.ExampleBatches;
import org.hyperprism.model.GradientGroup;
import org.hyperprism.model.GradientOracle;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.ModelZoo;
import org.hyperprism.model.dl4j.ExampleNetworks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Several models at once, on the processor: with tensors that Java reaches, and with copies. */
class TorchGradientGroupTest {

  /** Of the gradient's norm, between two orders of the same float sums. */
  private static final double BOUND = 4e-6;

  private static final int SLOTS = 3;

  private record Answer(double loss, float[] gradient) {}

  private static GradientGroup group(ModelDefinition model, int capacity, TensorMemory memory) {
    TorchRuntime.start();
    return new TorchGradientGroup(model, NetworkSteps.of(model).steps(), SLOTS, capacity, memory);
  }

  private static Answer alone(ModelDefinition model, int capacity, float[] weights, Batch batch) {
    try (GradientOracle oracle = new TorchBackend().oracle(model, capacity)) {
      float[] gradient = new float[weights.length];
      return new Answer(oracle.gradient(weights, 0, batch, gradient, 0), gradient);
    }
  }

  private static Answer stored(GradientGroup group, int slot, Batch batch) {
    float[] gradient = new float[group.layout().parameters()];
    return new Answer(group.store(slot, batch, gradient, 0), gradient);
  }

  private static void near(Answer actual, Answer expected, double bound, double ties) {
    assertThat(actual.loss).isCloseTo(expected.loss, within(bound * (1 + expected.loss)));
    assertThat(distance(actual, expected)).isLessThan(bound + ties);
  }

  private static double distance(Answer actual, Answer expected) {
    double difference = 0;
    double norm = 0;
    for (int k = 0; k < expected.gradient.length; k++) {
      difference += Math.pow((double) actual.gradient[k] - expected.gradient[k], 2);
      norm += Math.pow(expected.gradient[k], 2);
    }
    return Math.sqrt(difference / norm);
  }

  /**
   * How far the processor's own gradient moves, as a share of its norm, where weights change by at
   * most 1e-6 of themselves. Single rounding does as much, where a maximum or a ReLU is almost a
   * tie: what it decides is in the gradient, and not in the loss.
   */
  private static double ties(ModelDefinition model, int size, float[] weights, Batch batch) {
    Answer expected = alone(model, size, weights, batch);
    Random random = new Random(1);
    double largest = 0;
    for (int draw = 0; draw < 8; draw++) {
      float[] moved = weights.clone();
      for (int k = 0; k < moved.length; k++) {
        moved[k] *= (float) (1 + 1e-6 * (2 * random.nextDouble() - 1));
      }
      largest = Math.max(largest, distance(alone(model, size, moved, batch), expected));
    }
    return largest;
  }

  @ParameterizedTest
  @CsvSource({
    "lr, 1, 28, 28, 10, 128",
    "mlp, 1, 28, 28, 10, 48",
    "lenet, 1, 28, 28, 10, 32",
    "cnn, 3, 32, 32, 10, 16",
    "lenet, 2, 19, 16, 4, 7",
    "cnn, 1, 17, 30, 2, 1"
  })
  void everyModelHasTheGradientThatItHasAlone(
      String name, int channels, int height, int width, int classes, int size) {
    agree(ModelZoo.definition(name, channels, height, width, classes), size);
  }

  @ParameterizedTest
  @EnumSource
  void soHaveImportedNetworks(TorchBackendTest.Imported network) {
    ModelDefinition model = ExampleNetworks.read(network.json());
    assumeThat(GroupedNetwork.obstacle(NetworkSteps.of(model).steps())).isEmpty();
    agree(model, 32);
  }

  private static void agree(ModelDefinition model, int size) {
    agree(model, size, TensorMemory.HOST, BOUND, false);
    agree(model, size, new ElsewhereMemory(), BOUND, false);
  }

  /**
   * @param bound largest distance of a gradient from that of the model alone on the processor, as a
   *     share of its norm
   * @param tips whether rounding is so different there that it may decide ties
   */
  static void agree(
      ModelDefinition model, int size, TensorMemory memory, double bound, boolean tips) {
    try (GradientGroup group = group(model, size, memory)) {
      List<float[]> weights = new ArrayList<>();
      List<Batch> batches = new ArrayList<>();
      for (int slot = 0; slot < SLOTS; slot++) {
        weights.add(ExampleBatches.weights(model, 10 + slot));
        batches.add(ExampleBatches.uniform(model, Math.max(1, size - slot), 20 + slot));
        group.load(slot, weights.get(slot), 0, batches.get(slot));
      }
      group.compute();
      for (int slot = 0; slot < SLOTS; slot++) {
        near(
            stored(group, slot, batches.get(slot)),
            alone(model, size, weights.get(slot), batches.get(slot)),
            bound,
            tips ? 2 * ties(model, size, weights.get(slot), batches.get(slot)) : 0);
      }
    }
  }

  /** On any partitions a device then has the same bits, whoever it is computed with. */
  @ParameterizedTest
  @CsvSource({"lr, 128", "lenet, 16", "cnn, 5"})
  void theBitsDependNeitherOnTheSlotNorOnTheOthers(String name, int size) {
    bitsDependOnTheModelAlone(ModelZoo.definition(name, 3, 28, 28, 10), size, TensorMemory.HOST);
  }

  static void bitsDependOnTheModelAlone(ModelDefinition model, int size, TensorMemory memory) {
    float[] weights = ExampleBatches.weights(model, 1);
    Batch batch = ExampleBatches.uniform(model, size - 1, 2);
    float[] diverged = weights.clone();
    Arrays.fill(diverged, Float.NaN);
    try (GradientGroup group = group(model, size, memory)) {
      group.load(0, weights, 0, batch);
      group.compute();
      Answer expected = stored(group, 0, batch);
      for (int slot = 0; slot < SLOTS; slot++) {
        group.load((slot + 1) % SLOTS, diverged, 0, batch);
        group.load(slot, weights, 0, batch);
        group.compute();
        Answer again = stored(group, slot, batch);
        assertThat(Arrays.mismatch(again.gradient, expected.gradient)).isEqualTo(-1);
        assertThat(again.loss).isEqualTo(expected.loss);
        assertThat(stored(group, (slot + 1) % SLOTS, batch).loss).isNaN();
      }
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    ModelDefinition model = ModelZoo.definition("lr", 1, 2, 2, 3);
    float[] weights = new float[model.layout().parameters()];
    GradientGroup group = group(model, 4, TensorMemory.HOST);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> group.load(0, weights, 0, ExampleBatches.uniform(model, 5, 1)))
        .withMessage("a gradient needs 1 to 4 samples, but the batch holds 5");
    group.close();
    assertThatThrownBy(() -> group.load(0, weights, 0, ExampleBatches.uniform(model, 4, 1)))
        .hasMessage("the group is closed");
  }

  @Test
  void aProcessorComputesOneModelAfterTheOther() {
    ModelDefinition model = ModelZoo.definition("lenet", 1, 28, 28, 10);
    assertThat(new TorchBackend(TorchDevice.CPU, 16).group(model, 8)).isEmpty();
  }
}
