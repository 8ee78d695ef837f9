package org.hyperprism.model.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner loops with the Vector API. Where vectors are narrower than a chunk, a loop runs once
 * for each part of the chunks that a vector holds; the values in one vector never meet, so the bits
 * do not depend on its width.
 */
public final class SimdChunkKernels implements ChunkKernels {

  private static final VectorSpecies<Float> SPECIES =
      FloatVector.SPECIES_PREFERRED.length() > WIDTH
          ? FloatVector.SPECIES_512
          : FloatVector.SPECIES_PREFERRED;

  private static final VectorSpecies<Integer> INTEGERS =
      VectorSpecies.of(int.class, SPECIES.vectorShape());

  private static final int LANES = SPECIES.length();

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
      VectorMask<Float> some =
          FloatVector.fromArray(SPECIES, inputs, begin).compare(VectorOperators.NE, 0f);
      for (int part = LANES; part < WIDTH; part += LANES) {
        some =
            some.or(
                FloatVector.fromArray(SPECIES, inputs, begin + part)
                    .compare(VectorOperators.NE, 0f));
      }
      mask |= (some.anyTrue() ? 1L : 0L) << chunk;
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
    int input1 = input + Math.min(1, samples - 1) * inputStride;
    int input2 = input + Math.min(2, samples - 1) * inputStride;
    int input3 = input + Math.min(3, samples - 1) * inputStride;
    int weight1 = weight + Math.min(1, units - 1) * weightStride;
    int weight2 = weight + Math.min(2, units - 1) * weightStride;
    int weight3 = weight + Math.min(3, units - 1) * weightStride;
    int weight4 = weight + Math.min(4, units - 1) * weightStride;
    for (int part = 0; part < WIDTH; part += LANES) {
      FloatVector s00 = FloatVector.zero(SPECIES);
      FloatVector s01 = s00;
      FloatVector s02 = s00;
      FloatVector s03 = s00;
      FloatVector s04 = s00;
      FloatVector s10 = s00;
      FloatVector s11 = s00;
      FloatVector s12 = s00;
      FloatVector s13 = s00;
      FloatVector s14 = s00;
      FloatVector s20 = s00;
      FloatVector s21 = s00;
      FloatVector s22 = s00;
      FloatVector s23 = s00;
      FloatVector s24 = s00;
      FloatVector s30 = s00;
      FloatVector s31 = s00;
      FloatVector s32 = s00;
      FloatVector s33 = s00;
      FloatVector s34 = s00;
      for (int k = from; k < to; k++) {
        int at = chunks[k] + part;
        FloatVector x0 = FloatVector.fromArray(SPECIES, inputs, input + at);
        FloatVector x1 = FloatVector.fromArray(SPECIES, inputs, input1 + at);
        FloatVector x2 = FloatVector.fromArray(SPECIES, inputs, input2 + at);
        FloatVector x3 = FloatVector.fromArray(SPECIES, inputs, input3 + at);
        FloatVector w = FloatVector.fromArray(SPECIES, weights, weight + at);
        s00 = x0.fma(w, s00);
        s10 = x1.fma(w, s10);
        s20 = x2.fma(w, s20);
        s30 = x3.fma(w, s30);
        w = FloatVector.fromArray(SPECIES, weights, weight1 + at);
        s01 = x0.fma(w, s01);
        s11 = x1.fma(w, s11);
        s21 = x2.fma(w, s21);
        s31 = x3.fma(w, s31);
        w = FloatVector.fromArray(SPECIES, weights, weight2 + at);
        s02 = x0.fma(w, s02);
        s12 = x1.fma(w, s12);
        s22 = x2.fma(w, s22);
        s32 = x3.fma(w, s32);
        w = FloatVector.fromArray(SPECIES, weights, weight3 + at);
        s03 = x0.fma(w, s03);
        s13 = x1.fma(w, s13);
        s23 = x2.fma(w, s23);
        s33 = x3.fma(w, s33);
        w = FloatVector.fromArray(SPECIES, weights, weight4 + at);
        s04 = x0.fma(w, s04);
        s14 = x1.fma(w, s14);
        s24 = x2.fma(w, s24);
        s34 = x3.fma(w, s34);
      }
      s00.intoArray(sums, part);
      s01.intoArray(sums, WIDTH + part);
      s02.intoArray(sums, 2 * WIDTH + part);
      s03.intoArray(sums, 3 * WIDTH + part);
      s04.intoArray(sums, 4 * WIDTH + part);
      s10.intoArray(sums, 5 * WIDTH + part);
      s11.intoArray(sums, 6 * WIDTH + part);
      s12.intoArray(sums, 7 * WIDTH + part);
      s13.intoArray(sums, 8 * WIDTH + part);
      s14.intoArray(sums, 9 * WIDTH + part);
      s20.intoArray(sums, 10 * WIDTH + part);
      s21.intoArray(sums, 11 * WIDTH + part);
      s22.intoArray(sums, 12 * WIDTH + part);
      s23.intoArray(sums, 13 * WIDTH + part);
      s24.intoArray(sums, 14 * WIDTH + part);
      s30.intoArray(sums, 15 * WIDTH + part);
      s31.intoArray(sums, 16 * WIDTH + part);
      s32.intoArray(sums, 17 * WIDTH + part);
      s33.intoArray(sums, 18 * WIDTH + part);
      s34.intoArray(sums, 19 * WIDTH + part);
    }
  }

  @Override
  public void fold(float[] sums, int count) {
    ScalarChunkKernels.foldRows(sums, count);
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
    int c1 = Math.min(1, rows - 1) * rowStride;
    int c2 = Math.min(2, rows - 1) * rowStride;
    int c3 = Math.min(3, rows - 1) * rowStride;
    int c4 = Math.min(4, rows - 1) * rowStride;
    int c5 = Math.min(5, rows - 1) * rowStride;
    int c6 = Math.min(6, rows - 1) * rowStride;
    int c7 = Math.min(7, rows - 1) * rowStride;
    int c8 = Math.min(8, rows - 1) * rowStride;
    int c9 = Math.min(9, rows - 1) * rowStride;
    for (int part = 0; part < WIDTH; part += LANES) {
      FloatVector s0 = FloatVector.zero(SPECIES);
      FloatVector s1 = s0;
      FloatVector s2 = s0;
      FloatVector s3 = s0;
      FloatVector s4 = s0;
      FloatVector s5 = s0;
      FloatVector s6 = s0;
      FloatVector s7 = s0;
      FloatVector s8 = s0;
      FloatVector s9 = s0;
      for (int k = from; k < to; k++) {
        int step = steps[k];
        int c = coefficient + step * stepStride;
        FloatVector v = FloatVector.fromArray(SPECIES, values, value + step * valueStride + part);
        s0 = v.fma(FloatVector.broadcast(SPECIES, coefficients[c]), s0);
        s1 = v.fma(FloatVector.broadcast(SPECIES, coefficients[c + c1]), s1);
        s2 = v.fma(FloatVector.broadcast(SPECIES, coefficients[c + c2]), s2);
        s3 = v.fma(FloatVector.broadcast(SPECIES, coefficients[c + c3]), s3);
        s4 = v.fma(FloatVector.broadcast(SPECIES, coefficients[c + c4]), s4);
        s5 = v.fma(FloatVector.broadcast(SPECIES, coefficients[c + c5]), s5);
        s6 = v.fma(FloatVector.broadcast(SPECIES, coefficients[c + c6]), s6);
        s7 = v.fma(FloatVector.broadcast(SPECIES, coefficients[c + c7]), s7);
        s8 = v.fma(FloatVector.broadcast(SPECIES, coefficients[c + c8]), s8);
        s9 = v.fma(FloatVector.broadcast(SPECIES, coefficients[c + c9]), s9);
      }
      // Rows that there are not repeat the last one, with its own result.
      int last = rows - 1;
      int at = result + part;
      s0.intoArray(results, at);
      s1.intoArray(results, at + Math.min(1, last) * resultStride);
      s2.intoArray(results, at + Math.min(2, last) * resultStride);
      s3.intoArray(results, at + Math.min(3, last) * resultStride);
      s4.intoArray(results, at + Math.min(4, last) * resultStride);
      s5.intoArray(results, at + Math.min(5, last) * resultStride);
      s6.intoArray(results, at + Math.min(6, last) * resultStride);
      s7.intoArray(results, at + Math.min(7, last) * resultStride);
      s8.intoArray(results, at + Math.min(8, last) * resultStride);
      s9.intoArray(results, at + Math.min(9, last) * resultStride);
    }
  }

  @Override
  public void exponentials(float[] values, int count) {
    for (int i = 0; i < count; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, values, i);
      FloatVector bounded = v.max(Exponential.SMALLEST);
      FloatVector rounding = FloatVector.broadcast(SPECIES, Exponential.ROUNDING);
      FloatVector shifted =
          bounded.fma(FloatVector.broadcast(SPECIES, Exponential.LOG2_E), rounding);
      FloatVector n = shifted.sub(rounding);
      FloatVector r =
          n.fma(
              FloatVector.broadcast(SPECIES, -Exponential.LN2_TRAILING),
              n.fma(FloatVector.broadcast(SPECIES, -Exponential.LN2_LEADING), bounded));
      FloatVector series =
          r.fma(
              FloatVector.broadcast(SPECIES, Exponential.C7),
              FloatVector.broadcast(SPECIES, Exponential.C6));
      series = r.fma(series, FloatVector.broadcast(SPECIES, Exponential.C5));
      series = r.fma(series, FloatVector.broadcast(SPECIES, Exponential.C4));
      series = r.fma(series, FloatVector.broadcast(SPECIES, Exponential.C3));
      series = r.fma(series, FloatVector.broadcast(SPECIES, Exponential.C2));
      series = r.fma(series, FloatVector.broadcast(SPECIES, 1));
      series = r.fma(series, FloatVector.broadcast(SPECIES, 1));
      IntVector power =
          shifted
              .reinterpretAsInts()
              .lanewise(VectorOperators.LSHL, Exponential.EXPONENT_SHIFT)
              .add(IntVector.broadcast(INTEGERS, Exponential.ONE_BITS));
      series
          .mul(power.reinterpretAsFloats())
          .blend(0f, v.compare(VectorOperators.LT, Exponential.SMALLEST))
          .intoArray(values, i);
    }
  }
}
