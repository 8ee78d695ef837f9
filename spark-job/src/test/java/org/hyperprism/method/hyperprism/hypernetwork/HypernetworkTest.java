package org.hyperprism.method.hyperprism.hypernetwork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The hypernetwork's exponents, and its gradient against differences. */
class HypernetworkTest {

  private static final double[] CANDIDATES = {1, 3, 5, 7};
  private static final int OFFSET = 5;

  private static UniformRandomProvider random() {
    return new RandomStreams(3).stream(Purpose.INITIALISATION);
  }

  private static Hypernetwork network(int heads, ExponentSelection selection) {
    return new Hypernetwork(6, 8, heads, CANDIDATES, selection);
  }

  /** A network whose heads are drawn too, for with heads of 0 no other parameter has a gradient. */
  static float[] drawn(Hypernetwork network, int offset, double headSize) {
    UniformRandomProvider random = random();
    float[] memory = new float[offset + network.parameters()];
    network.initialise(memory, offset, random);
    for (int i = offset; i < memory.length; i++) {
      if (memory[i] == 0) {
        memory[i] = (float) (headSize * (2 * random.nextDouble() - 1));
      }
    }
    return memory;
  }

  @Test
  void hasThePapersSize() {
    assertThat(new Hypernetwork(64, 64, 2, CANDIDATES, ExponentSelection.EXPECTATION).parameters())
        .isEqualTo(64 + 3 * (64 * 64 + 64) + 2 * (4 * 64 + 4));
  }

  @Test
  void beginsAtTheMeanOfTheCandidates() {
    Hypernetwork network = network(2, ExponentSelection.EXPECTATION);
    float[] memory = new float[OFFSET + network.parameters() + 3];
    Arrays.fill(memory, 7);
    network.initialise(memory, OFFSET, random());
    double[] p = new double[2];
    network.exponents(memory, OFFSET, p);
    assertThat(p).containsExactly(4, 4);
    // The layers are drawn to their last bias, and the heads, 4 outputs of 8 inputs each, are 0.
    int heads = memory.length - 3 - 2 * (4 * 8 + 4);
    assertThat(memory[heads - 1]).isNotIn(0f, 7f);
    assertThat(Arrays.copyOfRange(memory, heads, memory.length - 3)).containsOnly(0);
    // Nothing outside the slice is touched.
    assertThat(Arrays.copyOf(memory, OFFSET)).containsOnly(7);
    assertThat(Arrays.copyOfRange(memory, memory.length - 3, memory.length)).containsOnly(7);
  }

  @Test
  void drawsWithTheStatedBounds() {
    Hypernetwork network = new Hypernetwork(64, 64, 1, CANDIDATES, ExponentSelection.EXPECTATION);
    float[] memory = new float[network.parameters()];
    network.initialise(memory, 0, random());
    double embeddingBound = 0;
    double layerBound = 0;
    for (int i = 0; i < 64; i++) {
      embeddingBound = Math.max(embeddingBound, Math.abs(memory[i]));
    }
    for (int i = 64; i < 64 + 64 * 64; i++) {
      layerBound = Math.max(layerBound, Math.abs(memory[i]));
    }
    assertThat(embeddingBound).isBetween(0.9 * Math.sqrt(3), Math.sqrt(3));
    assertThat(layerBound).isBetween(0.99 / 8, 1.0 / 8);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void theGradientIsThatOfDifferences(int heads) {
    Hypernetwork network = network(heads, ExponentSelection.EXPECTATION);
    float[] memory = drawn(network, OFFSET, 0.3);
    double[] cotangents = {0.7, -1.3};
    cotangents = Arrays.copyOf(cotangents, heads);
    double[] gradient = new double[network.parameters()];
    Arrays.fill(gradient, Double.NaN);
    network.gradient(memory, OFFSET, cotangents, gradient);
    for (int i = 0; i < network.parameters(); i++) {
      double expected = difference(network, memory, OFFSET + i, cotangents);
      assertThat(gradient[i]).as("parameter %d", i).isCloseTo(expected, within(1e-7));
    }
    // Embedding, layers with weights and biases, heads: each has something to compare.
    int[] groups = {0, 6, 6 + 48, 6 + 56, 6 + 56 + 64, 6 + 56 + 72, 6 + 56 + 136, 6 + 56 + 144};
    for (int group = 0; group < groups.length; group++) {
      int end = group + 1 < groups.length ? groups[group + 1] : network.parameters();
      assertThat(Arrays.stream(gradient, groups[group], end).map(Math::abs).max().orElseThrow())
          .as("group at %d", groups[group])
          .isGreaterThan(1e-3);
    }
  }

  private static double difference(
      Hypernetwork network, float[] memory, int index, double[] cotangents) {
    float value = memory[index];
    double h = 0x1p-15;
    memory[index] = (float) (value + h);
    double width = memory[index];
    double difference = product(network, memory, cotangents);
    memory[index] = (float) (value - h);
    width -= memory[index];
    difference -= product(network, memory, cotangents);
    memory[index] = value;
    return difference / width;
  }

  private static double product(Hypernetwork network, float[] memory, double[] cotangents) {
    double[] p = new double[cotangents.length];
    network.exponents(memory, OFFSET, p);
    double sum = 0;
    for (int head = 0; head < p.length; head++) {
      sum += cotangents[head] * p[head];
    }
    return sum;
  }

  @Test
  void hardGivesCandidatesAndTheGradientOfTheExpectation() {
    Hypernetwork hard = network(2, ExponentSelection.HARD);
    Hypernetwork soft = network(2, ExponentSelection.EXPECTATION);
    float[] memory = drawn(hard, 0, 0.5);
    double[] p = new double[2];
    hard.exponents(memory, 0, p);
    assertThat(p[0]).isIn(1.0, 3.0, 5.0, 7.0);
    assertThat(p[1]).isIn(1.0, 3.0, 5.0, 7.0);
    double[] hardGradient = new double[hard.parameters()];
    double[] softGradient = new double[hard.parameters()];
    hard.gradient(memory, 0, new double[] {1, 2}, hardGradient);
    soft.gradient(memory, 0, new double[] {1, 2}, softGradient);
    assertThat(hardGradient).isEqualTo(softGradient);
  }

  @ParameterizedTest
  @EnumSource
  void noCotangentNoChange(ExponentSelection selection) {
    Hypernetwork network = network(2, selection);
    float[] memory = drawn(network, 0, 0.5);
    float[] before = memory.clone();
    network.step(memory, 0, new double[2], 0.1);
    assertThat(memory).isEqualTo(before);
  }

  @Test
  void stepsMoveEachExponentAgainstItsCotangent() {
    Hypernetwork network = network(2, ExponentSelection.EXPECTATION);
    float[] memory = new float[network.parameters()];
    network.initialise(memory, 0, random());
    for (int step = 0; step < 200; step++) {
      network.step(memory, 0, new double[] {0.5, -0.5}, 0.05);
    }
    double[] p = new double[2];
    network.exponents(memory, 0, p);
    assertThat(p[0]).isBetween(1.0, 1.5);
    assertThat(p[1]).isBetween(6.5, 7.0);
  }

  @ParameterizedTest
  @EnumSource
  void extremeParametersGiveExponentsWithinTheCandidates(ExponentSelection selection) {
    Hypernetwork network = network(2, selection);
    double[] p = new double[2];
    double[] gradient = new double[network.parameters()];
    for (double size : new double[] {1e3, 1e12, 1e36}) {
      float[] memory = drawn(network, 0, 1);
      for (int i = 0; i < memory.length; i++) {
        memory[i] *= (float) size;
      }
      network.exponents(memory, 0, p);
      assertThat(p[0]).isBetween(1.0, 7.0);
      assertThat(p[1]).isBetween(1.0, 7.0);
      network.gradient(memory, 0, new double[] {1, 1}, gradient);
      assertThat(Arrays.stream(gradient).allMatch(Double::isFinite)).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"0.5,1", "3,1", "1,1", "1,NaN", "1,Infinity"})
  void candidatesThatAreNoExponentsInOrder(String candidates) {
    double[] numbers =
        Arrays.stream(candidates.split(",")).mapToDouble(Double::parseDouble).toArray();
    assertThatThrownBy(() -> new Hypernetwork(4, 4, 1, numbers, ExponentSelection.HARD))
        .hasMessageContaining("each >= 1, ascending")
        .hasMessageContaining(Arrays.toString(numbers));
  }

  @Test
  void noCandidates() {
    assertThatThrownBy(() -> new Hypernetwork(4, 4, 1, new double[0], ExponentSelection.HARD))
        .hasMessageContaining("at least one number");
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 1", "1, 0, 1", "1, 1, 0"})
  void sizesBelowOne(int embedding, int hidden, int heads) {
    assertThatThrownBy(
            () ->
                new Hypernetwork(
                    embedding, hidden, heads, CANDIDATES, ExponentSelection.EXPECTATION))
        .hasMessageContaining("got %d, %d, %d".formatted(embedding, hidden, heads));
  }

  /** An embedding of one number, three layers of one weight and bias, and a head of one output. */
  @Test
  void theSmallestOne() {
    Hypernetwork network = new Hypernetwork(1, 1, 1, new double[] {3}, ExponentSelection.HARD);
    assertThat(network.heads()).isEqualTo(1);
    assertThat(network.parameters()).isEqualTo(1 + 3 * 2 + 2);
  }

  @Test
  void arraysOfAnotherLengthThanTheHeads() {
    Hypernetwork network = network(2, ExponentSelection.HARD);
    float[] memory = new float[network.parameters()];
    double[] gradient = new double[network.parameters()];
    assertThatThrownBy(() -> network.exponents(memory, 0, new double[3]))
        .hasMessageContaining("2 heads; got an array of 3");
    assertThatThrownBy(() -> network.gradient(memory, 0, new double[3], gradient))
        .hasMessageContaining("2 heads; got an array of 3");
  }
}
