package org.hyperprism.model.vector;

/**
 * The inner loops in plain Java. Fused multiply-adds are one instruction on x86 since 2013 and on
 * every 64-bit ARM; on a processor without them {@link Math#fma} is exact too, and very slow.
 */
public final class ScalarChunkKernels implements ChunkKernels {

  @Override
  public void findOccupied(float[] inputs, int from, int chunks, long[] occupied, int word) {
    for (int first = 0; first < chunks; first += Long.SIZE) {
      occupied[word + first / Long.SIZE] =
          occupiedWord(inputs, from + first * WIDTH, Math.min(Long.SIZE, chunks - first));
    }
  }

  private static long occupiedWord(float[] inputs, int from, int chunks) {
    long mask = 0;
    for (int chunk = 0; chunk < chunks; chunk++) {
      int begin = from + chunk * WIDTH;
      boolean some = false;
      for (int i = begin; i < begin + WIDTH; i++) {
        some |= inputs[i] != 0;
      }
      mask |= (some ? 1L : 0L) << chunk;
    }
    return mask;
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
    for (int sample = 0; sample < samples; sample++) {
      for (int unit = 0; unit < units; unit++) {
        product(
            inputs,
            input + sample * inputStride,
            weights,
            weight + unit * weightStride,
            chunks,
            from,
            to,
            sums,
            (sample * UNITS + unit) * WIDTH);
      }
    }
  }

  /** Half a chunk at a time: as many sums as there are registers for. */
  private static void product(
      float[] inputs,
      int input,
      float[] weights,
      int weight,
      int[] chunks,
      int from,
      int to,
      float[] sums,
      int sum) {
    for (int part = 0; part < WIDTH; part += WIDTH / 2) {
      float s0 = 0;
      float s1 = 0;
      float s2 = 0;
      float s3 = 0;
      float s4 = 0;
      float s5 = 0;
      float s6 = 0;
      float s7 = 0;
      for (int k = from; k < to; k++) {
        int x = input + chunks[k] + part;
        int w = weight + chunks[k] + part;
        s0 = Math.fma(inputs[x], weights[w], s0);
        s1 = Math.fma(inputs[x + 1], weights[w + 1], s1);
        s2 = Math.fma(inputs[x + 2], weights[w + 2], s2);
        s3 = Math.fma(inputs[x + 3], weights[w + 3], s3);
        s4 = Math.fma(inputs[x + 4], weights[w + 4], s4);
        s5 = Math.fma(inputs[x + 5], weights[w + 5], s5);
        s6 = Math.fma(inputs[x + 6], weights[w + 6], s6);
        s7 = Math.fma(inputs[x + 7], weights[w + 7], s7);
      }
      sums[sum + part] = s0;
      sums[sum + part + 1] = s1;
      sums[sum + part + 2] = s2;
      sums[sum + part + 3] = s3;
      sums[sum + part + 4] = s4;
      sums[sum + part + 5] = s5;
      sums[sum + part + 6] = s6;
      sums[sum + part + 7] = s7;
    }
  }

  @Override
  public void fold(float[] sums, int count) {
    foldRows(sums, count);
  }

  static void foldRows(float[] sums, int count) {
    for (int i = 0; i < count; i++) {
      int s = i * WIDTH;
      float s0 = (sums[s] + sums[s + 8]) + (sums[s + 4] + sums[s + 12]);
      float s1 = (sums[s + 1] + sums[s + 9]) + (sums[s + 5] + sums[s + 13]);
      float s2 = (sums[s + 2] + sums[s + 10]) + (sums[s + 6] + sums[s + 14]);
      float s3 = (sums[s + 3] + sums[s + 11]) + (sums[s + 7] + sums[s + 15]);
      sums[i] = (s0 + s2) + (s1 + s3);
    }
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
    for (int r = 0; r < rows; r++) {
      int c = coefficient + r * rowStride;
      int at = result + r * resultStride;
      for (int part = 0; part < WIDTH; part += WIDTH / 2) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        for (int k = from; k < to; k++) {
          float factor = coefficients[c + steps[k] * stepStride];
          int v = value + steps[k] * valueStride + part;
          s0 = Math.fma(values[v], factor, s0);
          s1 = Math.fma(values[v + 1], factor, s1);
          s2 = Math.fma(values[v + 2], factor, s2);
          s3 = Math.fma(values[v + 3], factor, s3);
          s4 = Math.fma(values[v + 4], factor, s4);
          s5 = Math.fma(values[v + 5], factor, s5);
          s6 = Math.fma(values[v + 6], factor, s6);
          s7 = Math.fma(values[v + 7], factor, s7);
        }
        results[at + part] = s0;
        results[at + part + 1] = s1;
        results[at + part + 2] = s2;
        results[at + part + 3] = s3;
        results[at + part + 4] = s4;
        results[at + part + 5] = s5;
        results[at + part + 6] = s6;
        results[at + part + 7] = s7;
      }
    }
  }

  @Override
  public void exponentials(float[] values, int count) {
    for (int i = 0; i < count; i++) {
      values[i] = Exponential.of(values[i]);
    }
  }
}
