package org.hyperprism.model.vector;

/**
 * The inner loops of a dense layer, over chunks of {@value #WIDTH} values: implemented in plain
 * Java and with the Vector API, with the same bits.
 */
public interface ChunkKernels {

  /** Values in a chunk; the widest vectors of today hold as many. */
  int WIDTH = 16;

  /** Most samples of one call of {@link #products}. */
  int SAMPLES = 4;

  /** Most units of one call of {@link #products}. */
  int UNITS = 5;

  /** Most rows of one call of {@link #combine}. */
  int ROWS = 10;

  /**
   * Which chunks of a row of inputs hold anything but zeros.
   *
   * @param from where the row begins in {@code inputs}
   * @param chunks how many chunks it has
   * @param occupied receives one bit for each chunk, from the lowest of {@code occupied[word]} on
   */
  void findOccupied(float[] inputs, int from, int chunks, long[] occupied, int word);

  /**
   * The scalar products of up to {@value #SAMPLES} rows of inputs and up to {@value #UNITS} rows of
   * weights, in partial sums: one for each place in a chunk.
   *
   * @param input where the first row of inputs begins, then one every {@code inputStride}
   * @param samples rows of inputs, 1 to {@value #SAMPLES}
   * @param weight where the first row of weights begins, then one every {@code weightStride}
   * @param units rows of weights, 1 to {@value #UNITS}
   * @param chunks where in the rows the chunks begin that count, ascending, at {@code chunks[from
   *     .. to)}
   * @param sums float[SAMPLES][UNITS][WIDTH]; receives the partial sums, and in the places of
   *     samples and units that there are not, anything
   */
  void products(
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
      float[] sums);

  /**
   * Adds up the partial sums of each of {@code count} rows, as a balanced tree: first the two
   * halves of a row, then the halves of the result, and so on.
   *
   * @param sums float[count][WIDTH]; afterwards the results are the first {@code count} values
   */
  void fold(float[] sums, int count);

  /**
   * One chunk of weighted sums of rows of values, for up to {@value #ROWS} sets of coefficients:
   * result_r = sum over steps k of coefficient_rk values_k, in the order of the steps.
   *
   * @param coefficient where coefficient_00 is; that of row r and step k lies {@code r rowStride +
   *     k stepStride} further
   * @param value where the chunk of step 0 begins; that of step k {@code k valueStride} further
   * @param steps the steps k, ascending, at {@code steps[from .. to)}
   * @param result where the chunk of row 0 begins; that of row r {@code r resultStride} further
   * @param rows rows r, 1 to {@value #ROWS}
   */
  void combine(
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
      int rows);

  /**
   * Replaces each of the first {@code count} values v <= 0 by e^v, with a relative error below
   * 2e-7; by 0 where e^v is below the smallest normal float.
   *
   * @param values its length a multiple of {@link #WIDTH}
   */
  void exponentials(float[] values, int count);
}
