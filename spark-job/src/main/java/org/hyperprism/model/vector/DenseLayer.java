package org.hyperprism.model.vector;

/**
 * Where a fully connected layer lies in the flat parameter vector: weights[unit][input], then
 * biases[unit].
 *
 * @param inputs values that come in, at least 1
 * @param units values that go out, at least 1
 * @param weights where the weights begin
 */
record DenseLayer(int inputs, int units, int weights) {

  /** Where the biases begin. */
  int biases() {
    return weights + units * inputs;
  }

  /** Whole chunks in a row of inputs. */
  int chunks() {
    return inputs / ChunkKernels.WIDTH;
  }

  /** Where the inputs that fill no chunk begin. */
  int tail() {
    return chunks() * ChunkKernels.WIDTH;
  }
}
