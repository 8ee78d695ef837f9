package org.hyperprism.model.vector;

/** The kernels in plain Java, but no chunk is ever left out. */
final class Thorough implements ChunkKernels {

  private final ScalarChunkKernels kernels = new ScalarChunkKernels();

  @Override
  public void findOccupied(float[] inputs, int from, int chunks, long[] occupied, int word) {
    for (int chunk = 0; chunk < chunks; chunk++) {
      occupied[word + chunk / Long.SIZE] |= 1L << chunk;
    }
  }

  @Override
  public void products(
      float[] inputs,
      int input,
      int inputStride,
      int samples,
      float[] weights,
      int weight,
      int weightStride,
      int units,
      int[] chunks,
      int from,
      int to,
      float[] sums) {
    kernels.products(
        inputs,
        input,
        inputStride,
        samples,
        weights,
        weight,
        weightStride,
        units,
        chunks,
        from,
        to,
        sums);
  }

  @Override
  public void fold(float[] sums, int count) {
    kernels.fold(sums, count);
  }

  @Override
  public void combine(
      float[] coefficients,
      int coefficient,
      int rowStride,
      int stepStride,
      float[] values,
      int value,
      int valueStride,
      int[] steps,
      int from,
      int to,
      float[] results,
      int result,
      int resultStride,
      int rows) {
    kernels.combine(
        coefficients,
        coefficient,
        rowStride,
        stepStride,
        values,
        value,
        valueStride,
        steps,
        from,
        to,
        results,
        result,
        resultStride,
        rows);
  }

  @Override
  public void exponentials(float[] values, int count) {
    kernels.exponentials(values, count);
  }
}
